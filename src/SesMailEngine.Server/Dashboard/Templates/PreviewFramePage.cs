using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>A rendered template for the preview's frame, under the policy of mails.</summary>
/// <param name="previews">The previews.</param>
internal sealed class PreviewFramePage(PreviewStore previews) : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/template/frame";

    /// <inheritdoc/>
    public Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken) => Task.FromResult<Answer>(
        new MailFrameAnswer(
            MailMarkup.InScheme(previews.Find(request.Query("key")) ?? "<p>This preview is gone. Change the data to render it again.</p>", request.Query("as") == "dark"),
            AllowsRemote: false));
}

using System.Net;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Server.Dashboard.Web;

namespace SesMailEngine.Server.Dashboard.Mails;

/// <summary>A mail's HTML, for the frame on its page.</summary>
/// <param name="contents">What mails said; null where nobody keeps it.</param>
internal sealed class MailFramePage(IMailContents? contents) : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/mail/frame";

    /// <inheritdoc/>
    public string Section => "/mails";

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var content = contents is null || MailLinks.IdOf(request) is not { } emailId ? null : await contents.FindAsync(emailId, cancellationToken);
        if (content is null) return new MailFrameAnswer("<p>The content of this mail is not kept here.</p>", false);
        var html = content.Html.Length > 0 ? content.Html : $"<pre style=\"white-space:pre-wrap\">{WebUtility.HtmlEncode(content.Text)}</pre>";
        return new MailFrameAnswer(MailMarkup.InScheme(html, request.Query("as") == "dark"), request.Query("remote") == "on");
    }
}

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>Ends the session; the site does it, since only the site knows sessions.</summary>
internal sealed class LogoutPage : IDashboardPage
{
    /// <inheritdoc/>
    public string Path => "/logout";

    /// <inheritdoc/>
    public Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Answer.Redirect("/"));
}

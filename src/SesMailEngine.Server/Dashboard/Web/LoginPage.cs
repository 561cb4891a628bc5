using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>Asks for the password.</summary>
/// <param name="sessions">Who is logged in.</param>
internal sealed class LoginPage(Sessions sessions) : IDashboardPage
{
    /// <summary>Its path.</summary>
    public const string LoginPath = "/login";

    /// <inheritdoc/>
    public string Path => LoginPath;

    /// <inheritdoc/>
    public Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken) => Task.FromResult<Answer>(Form(200, null));

    /// <inheritdoc/>
    public Task<Answer> PostAsync(DashboardRequest request, CancellationToken cancellationToken)
    {
        var cookie = sessions.LogIn(request.Field("password"), request.IsEncrypted, out var isTooOften);
        return Task.FromResult<Answer>(
            cookie is not null ? new RedirectAnswer("/", null, false) { Cookie = cookie }
            : isTooOften ? Form(429, "Too many wrong passwords. Wait a minute.")
            : Form(401, "That is not the password."));
    }

    private static PageAnswer Form(int status, string? problem) => new PageAnswer("Log in", Html.Of($"""
        <form method="post" action="/login" class="card narrow">
        {Html.If(problem is not null, () => Html.Of($"<p class=\"problem\" role=\"alert\">{problem}</p>"))}
        <label class="field"><span>Password</span><input type="password" name="password" autocomplete="current-password" required autofocus maxlength="1024"></label>
        <p><button class="primary">Log in</button></p>
        <p class="hint">It is the one this host was started with.</p>
        </form>
        """), status)
    { HasNavigation = false };
}

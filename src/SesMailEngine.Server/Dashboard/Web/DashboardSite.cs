using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;
using SesMailEngine.Server.Local;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>
/// The dashboard: finds the page of a request, checks the session and the form's token, and answers errors as pages. Nothing here needs
/// the script, which only makes pages quicker to use.
/// </summary>
internal sealed class DashboardSite : ILocalPage
{
    private const int MaxFormBytes = 8 * 1024 * 1024;

    private readonly Dictionary<string, IDashboardPage> _pages;
    private readonly Sessions? _sessions;
    private readonly ILog _log;
    private readonly Assets _assets = new();
    private readonly DashboardKeys _keys = new();
    private readonly AnswerWriter _writer;

    /// <summary>Puts the site together.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="stack">The stack's name, region and whatever tells it from others.</param>
    /// <param name="sessions">Who is logged in; null where nobody needs to.</param>
    /// <param name="log">Where failures are told.</param>
    public DashboardSite(IReadOnlyList<IDashboardPage> pages, StackLabel stack, Sessions? sessions, ILog log)
    {
        _sessions = sessions;
        _log = log;
        _pages = pages.ToDictionary(page => page.Path, StringComparer.Ordinal);
        if (sessions is not null)
        {
            foreach (var page in (IDashboardPage[])[new LoginPage(sessions), new LogoutPage()]) _pages.Add(page.Path, page);
        }
        _writer = new AnswerWriter(new PageFrame(_assets, stack, sessions is not null));
    }

    /// <summary>True: the site has a login of its own.</summary>
    public bool IsOpen => true;

    /// <inheritdoc/>
    public bool Handles(HttpRequest request)
    {
        if (request.Headers.ContainsKey("X-Amz-Target")) return false;
        if (Assets.Handles(request.Path)) return true;
        if (!_pages.ContainsKey(request.Path.Value ?? "")) return false;
        // POST / is how unsigned calls of the query protocol arrive.
        return request.Path != "/" || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
    }

    /// <inheritdoc/>
    public async Task ServeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!LocalAnswers.Allows(http, "GET, HEAD, POST")) return;
        if (Assets.Handles(http.Request.Path))
        {
            await _assets.ServeAsync(http, cancellationToken);
            return;
        }
        var page = _pages[http.Request.Path.Value!];
        var session = _sessions?.Of(http.Request);
        var token = _keys.FormToken(session ?? "");
        var form = HttpMethods.IsPost(http.Request.Method) ? await ReadFormAsync(http, cancellationToken) : null;
        var request = new DashboardRequest(http.Request, form, _keys, token);
        Answer answer;
        try
        {
            answer = Refusal(http, page, session, form) ?? await AnswerAsync(http, page, request, cancellationToken);
        }
        catch (PortException failure) when (!http.Response.HasStarted)
        {
            _log.Write(new LogEntry(LogLevel.Error, $"The dashboard's {page.Path} failed") { Exception = failure });
            answer = Answer.Refused(
                failure.IsTransient ? "A store does not answer right now. Try again in a moment; the log has the details." : AddressMasking.Mask(failure.Message),
                failure.IsTransient ? 503 : 500);
        }
        await _writer.WriteAsync(http, page.Section, request, answer, cancellationToken);
    }

    private Answer? Refusal(HttpContext http, IDashboardPage page, string? session, IFormCollection? form)
    {
        var request = http.Request;
        if (HttpMethods.IsPost(request.Method))
        {
            // The host guard checks these on loopback; here they hold wherever the host listens.
            if (request.Headers.Origin is [{ } origin] && origin != $"{request.Scheme}://{request.Host.Value}" && origin != $"https://{request.Host.Value}")
                return Answer.Refused("The form was sent by a page of another origin.", 403);
            if (form is null) return Answer.Refused("The form could not be read: it is too large or not a form.", 400);
            if (page is not LoginPage && !_keys.IsFormToken(session ?? "", form["token"]))
                return Answer.Refused("The page this form was on is from before a restart or another session. Go back, reload it, and try again.", 403);
        }
        if (_sessions is null || session is not null || page is LoginPage) return null;
        if (!_sessions.IsPossible)
            return Answer.Page(
                "Closed", Html.Of($"<p class=\"lead\">This host is reached from other machines and has no dashboard password, so the dashboard is closed. Start it with one to open it.</p>"),
                401) is PageAnswer closed ? closed with { HasNavigation = false } : null;
        return HttpMethods.IsPost(request.Method) ? Answer.Refused("Log in first.", 401) : Answer.Redirect(LoginPage.LoginPath);
    }

    private async Task<Answer> AnswerAsync(HttpContext http, IDashboardPage page, DashboardRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) return await page.GetAsync(request, cancellationToken);
        if (page is LogoutPage) return new RedirectAnswer(LoginPage.LoginPath, null, false) { Cookie = _sessions!.LogOut(http.Request) };
        return page.PostAsync(request, cancellationToken) is { } answer ? await answer : Answer.Refused("This page takes no form.", 405);
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!http.Request.HasFormContentType) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxFormBytes;
        try
        {
            return await http.Request.ReadFormAsync(
                new FormOptions
                {
                    ValueCountLimit = 2000,
                    KeyLengthLimit = 128,
                    ValueLengthLimit = 512 * 1024,
                    BufferBodyLengthLimit = MaxFormBytes,
                    MultipartBodyLengthLimit = MaxFormBytes,
                    MultipartHeadersCountLimit = 8,
                },
                cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}

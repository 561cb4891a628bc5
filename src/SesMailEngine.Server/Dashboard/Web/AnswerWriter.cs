using System.Text;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Local;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>Sends answers, each with the headers that keep it harmless.</summary>
/// <param name="frame">What pages stand in.</param>
internal sealed class AnswerWriter(PageFrame frame)
{
    // Our own style sheet and script and nothing else: no inline script or style, nothing from elsewhere, nothing in others' frames.
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // A mail is shown as its sender made it: with its own styles, without scripts, forms, plug-ins, frames or navigation. The sandbox
    // stands here as well as on the frame, so that it holds where the address is opened by itself.
    private const string MailPolicy =
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    private const string RemoteMailPolicy =
        "sandbox; default-src 'none'; style-src 'unsafe-inline' https: http:; img-src data: https: http:; font-src data: https: http:; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    /// <summary>Sends an answer.</summary>
    public Task WriteAsync(HttpContext http, string section, DashboardRequest request, Answer answer, CancellationToken cancellationToken) =>
        answer switch
        {
            PageAnswer page => HtmlAsync(http, page.Status, frame.Write(page, section, request).Text, PagePolicy, cancellationToken),
            FragmentAnswer fragment => FragmentAsync(http, fragment, cancellationToken),
            RedirectAnswer redirect => RedirectAsync(http, request, redirect),
            MailFrameAnswer mail => MailAsync(http, mail, cancellationToken),
            FileAnswer file => FileAsync(http, file, cancellationToken),
            StreamAnswer stream => StreamAsync(http, stream, cancellationToken),
            _ => throw new InvalidOperationException($"{answer.GetType().Name} is no answer this writer knows."),
        };

    private static Task FragmentAsync(HttpContext http, FragmentAnswer fragment, CancellationToken cancellationToken)
    {
        if (fragment.Location is { } location) http.Response.Headers["X-Location"] = location;
        return HtmlAsync(http, 200, fragment.Body.Text, PagePolicy, cancellationToken);
    }

    private static Task RedirectAsync(HttpContext http, DashboardRequest request, RedirectAnswer redirect)
    {
        var location = redirect.Path;
        if (redirect.Notice is { } notice)
        {
            var sealedNotice = request.Keys.Seal(PageFrame.NoticeParameter, (redirect.IsProblem ? "!" : " ") + notice);
            location += $"{(location.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{PageFrame.NoticeParameter}={sealedNotice}";
        }
        if (redirect.Cookie is { } cookie) http.Response.Headers.SetCookie = cookie;
        http.Response.StatusCode = 303;
        http.Response.Headers.Location = location;
        http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static Task MailAsync(HttpContext http, MailFrameAnswer mail, CancellationToken cancellationToken)
    {
        // Looking a host's name up already tells its owner that the mail is read.
        http.Response.Headers["X-DNS-Prefetch-Control"] = "off";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return HtmlAsync(
            http, 200, mail.AllowsRemote ? mail.Html : MailMarkup.WithoutHints(mail.Html), mail.AllowsRemote ? RemoteMailPolicy : MailPolicy,
            cancellationToken, "no-referrer");
    }

    private static async Task FileAsync(HttpContext http, FileAnswer file, CancellationToken cancellationToken)
    {
        LocalAnswers.SetHead(http, 200, file.ContentType);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.FileName}\"";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        if (!HttpMethods.IsHead(http.Request.Method)) await file.WriteAsync(http.Response.Body, cancellationToken);
    }

    private static async Task StreamAsync(HttpContext http, StreamAnswer stream, CancellationToken cancellationToken)
    {
        LocalAnswers.SetHead(http, 200, "text/event-stream; charset=utf-8");
        await http.Response.Body.FlushAsync(cancellationToken);
        if (!HttpMethods.IsHead(http.Request.Method)) await stream.WriteAsync(http.Response, cancellationToken);
    }

    private static Task HtmlAsync(
        HttpContext http, int status, string html, string policy, CancellationToken cancellationToken, string referrer = "same-origin")
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers["Referrer-Policy"] = referrer;
        http.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        http.Response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return LocalAnswers.WriteAsync(http, status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html), cancellationToken);
    }
}

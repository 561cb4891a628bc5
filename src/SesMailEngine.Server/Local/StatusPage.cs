using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Server.Local;

/// <summary>
/// <c>GET /</c> for people: what listens here, and the latest mails. No script, and a content security policy that allows none; all
/// that comes from mails is escaped.
/// </summary>
/// <param name="names">The stack's names.</param>
/// <param name="outbox">The mails.</param>
internal sealed class StatusPage(ResourceNames names, IOutbox outbox) : ILocalPage
{
    private const int Mails = 25;

    private const string Style = """
        :root{color-scheme:light dark}
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8886;vertical-align:top;overflow-wrap:anywhere}
        code{font-family:ui-monospace,monospace}
        time{white-space:nowrap}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <inheritdoc/>
    public bool Handles(HttpRequest request) =>
        request.Path == "/" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Headers.ContainsKey("X-Amz-Target");

    /// <inheritdoc/>
    public async Task ServeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var mails = await outbox.ListAsync(null, null, null, Mails, cancellationToken);
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        await LocalAnswers.WriteAsync(
            http, 200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(Html(http.Request, mails)), cancellationToken);
    }

    private string Html(HttpRequest request, IReadOnlyList<SentMail> mails)
    {
        var address = $"{request.Scheme}://{request.Host.Value}";
        var html = new StringBuilder(8192)
            .Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>SESMailEngine</title><style>")
            .Append(Style).Append("</style></head><body><h1>SESMailEngine</h1><p>Stack <code>").Append(Safe(names.Stack))
            .Append("</code>, account <code>").Append(Safe(names.AccountId)).Append("</code>, region <code>")
            .Append(Safe(names.Region)).Append("</code>. AWS clients use <code>--endpoint-url ").Append(Safe(address))
            .Append("</code> and the bus <code>").Append(Safe(names.EventBus)).Append("</code>.</p>")
            .Append("<ul><li><a href=\"/health\">/health</a></li><li><a href=\"/_aws/ses\">/_aws/ses</a>: the outbox as JSON</li>")
            .Append("<li><a href=\"/_aws/ses/journal\">/_aws/ses/journal</a>: every mail ever accepted, one line each</li></ul>")
            .Append("<h2>Latest mails</h2>");
        if (mails.Count == 0) return html.Append("<p>None yet.</p></body></html>").ToString();
        html.Append("<table><thead><tr><th>Accepted</th><th>To</th><th>Subject</th><th>From</th></tr></thead><tbody>");
        foreach (var mail in mails)
        {
            html.Append("<tr><td><time>").Append(Safe(mail.AcceptedAt.ToWire())).Append("</time></td><td>")
                .Append(Safe(mail.To)).Append("</td><td><a href=\"/_aws/ses?id=").Append(Safe(Uri.EscapeDataString(mail.MessageId)))
                .Append("\">").Append(Safe(mail.Subject)).Append("</a></td><td>").Append(Safe(mail.From)).Append("</td></tr>");
        }
        return html.Append("</tbody></table></body></html>").ToString();
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}

using System.Text;
using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Security;

/// <summary>
/// The text whose hash is signed
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request).
/// </summary>
internal static class CanonicalRequest
{
    /// <summary>Builds it from the request as received.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The canonical path: see <see cref="Paths"/>.</param>
    /// <param name="signedHeaders">The headers the signer listed.</param>
    /// <param name="payloadHash">The payload hash that was signed.</param>
    public static string Build(HttpRequest request, string path, string[] signedHeaders, string payloadHash)
    {
        var text = new StringBuilder(512)
            .Append(request.Method).Append('\n')
            .Append(path).Append('\n');
        AppendQuery(text, request.QueryString.Value);
        text.Append('\n');
        foreach (var name in signedHeaders)
        {
            text.Append(name).Append(':');
            AppendHeader(text, request.Headers[name]);
            text.Append('\n');
        }
        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    /// <summary>
    /// The canonical forms a path may have been signed in. Every service but S3 encodes the path it sends once more; S3 does
    /// not, and its signers differ in whether characters they left bare on the wire are signed bare.
    /// </summary>
    public static IEnumerable<string> Paths(string rawPath, string service)
    {
        if (rawPath is "/" or "")
        {
            yield return "/";
        }
        else if (service == "s3")
        {
            yield return UriEncoding.Encode(UriEncoding.Decode(rawPath), keepSlash: true);
            yield return rawPath;
        }
        else
        {
            yield return UriEncoding.Encode(Encoding.UTF8.GetBytes(rawPath), keepSlash: true);
        }
    }

    private static void AppendQuery(StringBuilder text, string? query)
    {
        if (string.IsNullOrEmpty(query)) return;
        var pairs = new List<(string Name, string Value)>();
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Recode(equals < 0 ? pair : pair[..equals]);
            if (name != "X-Amz-Signature") pairs.Add((name, equals < 0 ? "" : Recode(pair[(equals + 1)..])));
        }
        pairs.Sort(static (a, b) =>
            string.CompareOrdinal(a.Name, b.Name) is var order and not 0 ? order : string.CompareOrdinal(a.Value, b.Value));
        for (var i = 0; i < pairs.Count; i++)
        {
            if (i > 0) text.Append('&');
            text.Append(pairs[i].Name).Append('=').Append(pairs[i].Value);
        }
    }

    private static string Recode(string text) =>
        UriEncoding.Encode(UriEncoding.Decode(text.Replace('+', ' ')), keepSlash: false);

    private static void AppendHeader(StringBuilder text, Microsoft.Extensions.Primitives.StringValues values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) text.Append(',');
            var pending = false;
            foreach (var c in (values[i] ?? "").AsSpan().Trim(' '))
            {
                if (c == ' ')
                {
                    pending = true;
                    continue;
                }
                if (pending) text.Append(' ');
                pending = false;
                text.Append(c);
            }
        }
    }
}

using System.Text;

namespace SesMailEngine.Core.Model;

/// <summary>
/// Masks whatever looks like an address in a log text. Those who log mask what they know to be one; this catches what came in with
/// the words of others, a mail server's answer for one.
/// </summary>
public static class AddressMasking
{
    /// <summary>The text with each address as <c>j***@example.com</c>.</summary>
    public static string Mask(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return text;
        var result = new StringBuilder(text.Length);
        var done = 0;
        while (at >= 0)
        {
            var start = at;
            while (start > done && IsLocal(text[start - 1])) start--;
            // RFC 5321 allows a quoted local part, with anything in it.
            if (start == at && at > done + 1 && text[at - 1] == '"' && text.LastIndexOf('"', at - 2, at - 1 - done) is >= 0 and var open) start = open;
            var end = at + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-')) end++;
            result.Append(text, done, start - done);
            result.Append(start < at && end > at + 1 ? EmailAddress.Mask(text[start..end]) : text[start..end]);
            done = end;
            at = text.IndexOf('@', done);
        }
        return result.Append(text, done, text.Length - done).ToString();
    }

    private static bool IsLocal(char c) =>
        char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%' or '*' or '~' or '!' or '#' or '$' or '&' or '\'' or '=' or '/' or '?' or '^' or '`' or '{' or '|' or '}';
}

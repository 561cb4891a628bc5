using System.Buffers;
using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Percent-encoding as Jinja2's <c>urlencode</c> does it, over Python's <c>quote_from_bytes</c> (RFC 3986).</summary>
internal static class UrlQuoting
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"u8);

    /// <summary>
    /// The text percent-encoded in UTF-8. In a path the slash stays; in a query string
    /// (<paramref name="forQuery"/>) it goes too and a space becomes a plus.
    /// </summary>
    public static string Quote(string text, bool forQuery = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var output = new StringBuilder(bytes.Length + 16);
        foreach (byte b in bytes)
        {
            if (Unreserved.Contains(b) || (b == '/' && !forQuery))
            {
                output.Append((char)b);
            }
            else if (b == ' ' && forQuery)
            {
                output.Append('+');
            }
            else
            {
                output.Append('%').Append(HexDigit(b >> 4)).Append(HexDigit(b & 15));
            }
        }

        return output.ToString();
    }

    private static char HexDigit(int digit) => "0123456789ABCDEF"[digit];
}

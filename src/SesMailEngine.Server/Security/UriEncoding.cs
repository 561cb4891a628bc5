using System.Text;

namespace SesMailEngine.Server.Security;

/// <summary>
/// Percent-encoding as signatures need it: only the unreserved characters of RFC 3986 stay bare, hex digits are upper case.
/// </summary>
internal static class UriEncoding
{
    /// <summary>Encodes bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes, bool keepSlash)
    {
        var text = new StringBuilder(bytes.Length + 16);
        foreach (var b in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' || (keepSlash && b == '/'))
                text.Append((char)b);
            else
                text.Append('%').Append(Digit(b >> 4)).Append(Digit(b & 15));
        }
        return text.ToString();
    }

    /// <summary>Decodes <c>%XX</c>; anything else, a lone <c>%</c> included, stays as it is.</summary>
    public static byte[] Decode(string text)
    {
        var source = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var b = source[i];
            if (b == '%' && i + 2 < source.Length && Hex(source[i + 1]) is >= 0 and var high && Hex(source[i + 2]) is >= 0 and var low)
            {
                b = (byte)((high << 4) | low);
                i += 2;
            }
            source[length++] = b;
        }
        return source[..length];
    }

    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);

    private static int Hex(byte b) => char.IsAsciiHexDigit((char)b) ? Convert.ToInt32(((char)b).ToString(), 16) : -1;
}

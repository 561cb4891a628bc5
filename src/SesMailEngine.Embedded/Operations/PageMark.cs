using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Embedded.Operations;

/// <summary>
/// Tokens of pages: the place a page ended at, and a digest of what was asked, so that a token of another question, or one made up, is
/// told from a right one. A token gives no right; it only must not lead to a page that looks complete and is not.
/// </summary>
internal static class PageMark
{
    private const int MaxLength = 2000;

    /// <summary>Makes a token.</summary>
    public static string Of(string question, string place)
    {
        var text = Encoding.UTF8.GetBytes(place);
        return Base64Url.EncodeToString([.. Digest(question, text), .. text]);
    }

    /// <summary>The place of a token; null for no token.</summary>
    /// <exception cref="PortException">It is none of this question's.</exception>
    public static string? Read(string question, string? token)
    {
        if (token is null) return null;
        if (token.Length <= MaxLength && Base64Url.IsValid(token))
        {
            var bytes = Base64Url.DecodeFromChars(token);
            if (bytes.Length > 8 && bytes.AsSpan(0, 8).SequenceEqual(Digest(question, bytes.AsSpan(8)))) return Encoding.UTF8.GetString(bytes.AsSpan(8));
        }
        throw new PortException("The page's token is not one of this search.", false, IMailReader.InvalidToken);
    }

    /// <summary>Two numbers of a place.</summary>
    public static (long First, long Second)? Numbers(string? place)
    {
        if (place?.Split(' ') is not [var first, var second]) return null;
        return (long.Parse(first, CultureInfo.InvariantCulture), long.Parse(second, CultureInfo.InvariantCulture));
    }

    private static ReadOnlySpan<byte> Digest(string question, ReadOnlySpan<byte> place) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(question), 0, .. place]).AsSpan(0, 8);
}

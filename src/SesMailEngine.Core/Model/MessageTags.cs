using System.Buffers.Text;
using System.Text;

namespace SesMailEngine.Core.Model;

/// <summary>
/// The SES message tags a mail carries, and how an id travels in one. SES allows ASCII letters, digits and <c>_ - . @</c>
/// in a tag's value, at most 256 of them (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html); an
/// id with anything else goes as <c>b64-</c> + base64url without padding (RFC 4648 section 5).
/// </summary>
public static class MessageTags
{
    /// <summary>The tag that holds the engine's id.</summary>
    public const string EmailId = "emailId";

    /// <summary>The tag that holds the stack's name.</summary>
    public const string Stack = "stack";

    private const string Marker = "b64-";

    /// <summary>The tag value for an id of 1 to 128 printable ASCII characters.</summary>
    public static string Encode(string value)
    {
        // An id that happens to look encoded must be encoded too, or it would come back as something else.
        if (!value.StartsWith(Marker, StringComparison.Ordinal) && value.All(IsAllowed)) return value;
        return Marker + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>
    /// The id in a tag value; null when the value cannot be one the engine wrote (not base64url, empty, longer than 128
    /// characters, or not printable ASCII).
    /// </summary>
    public static string? Decode(string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > 256) return null;
        var decoded = value;
        if (value.StartsWith(Marker, StringComparison.Ordinal))
        {
            var bytes = new byte[256];
            if (!Base64Url.IsValid(value.AsSpan(Marker.Length))) return null;
            if (!Base64Url.TryDecodeFromChars(value.AsSpan(Marker.Length), bytes, out var written)) return null;
            decoded = Encoding.UTF8.GetString(bytes, 0, written);
        }
        return decoded.Length is > 0 and <= 128 && decoded.All(c => c is >= ' ' and <= '~') ? decoded : null;
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '@';
}

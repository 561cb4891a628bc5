using SesMailEngine.Core.Sending.Requests;

namespace SesMailEngine.Core.Sending;

/// <summary>
/// The headers that let a mail program unsubscribe: <c>List-Unsubscribe</c> (RFC 2369 section 3.2) and, for an HTTPS
/// address, <c>List-Unsubscribe-Post</c> (RFC 8058 section 3.1).
/// </summary>
internal static class UnsubscribeHeaders
{
    private const int MaxLength = 900;

    /// <summary>The headers for one address or several parted by commas, with or without angle brackets; none for an empty text.</summary>
    /// <exception cref="ValidationException">An address is no https, http or mailto URI, or holds what no header may.</exception>
    public static KeyValuePair<string, string>[] From(string? rendered)
    {
        if (string.IsNullOrWhiteSpace(rendered)) return [];
        var text = rendered.Trim();
        if (text.Length > MaxLength) throw ValidationException.Field("listUnsubscribe", $"longer than {MaxLength} characters");
        if (PrintableText.HasControl(text)) throw ValidationException.Field("listUnsubscribe", "must not contain line breaks or control characters");
        // Inside brackets a comma belongs to the address; without brackets only a comma and a blank part two.
        var addresses = text.Split(text[0] == '<' ? ">," : ", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var oneClick = false;
        for (var i = 0; i < addresses.Length; i++)
        {
            var address = addresses[i].TrimStart('<').TrimEnd('>').Trim();
            var uri = Check(address);
            oneClick |= uri.Scheme == Uri.UriSchemeHttps;
            addresses[i] = $"<{address}>";
        }
        var list = new KeyValuePair<string, string>("List-Unsubscribe", string.Join(", ", addresses));
        return oneClick ? [list, new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] : [list];
    }

    private static Uri Check(string address)
    {
        // Printable ASCII without blanks and brackets: anything else must be percent-encoded in a URI (RFC 3986 section 2).
        var clean = !address.AsSpan().ContainsAnyExceptInRange('!', '~') && !address.AsSpan().ContainsAny('<', '>', '"');
        return clean && Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto)
                ? uri
                : throw ValidationException.Field("listUnsubscribe", $"'{PrintableText.Of(address, 100)}' is no https or mailto address");
    }
}

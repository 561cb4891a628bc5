namespace SesMailEngine.Core.Templates.Checks.Html;

/// <summary>The scheme of an address as browsers see it (https://url.spec.whatwg.org/#url-parsing).</summary>
internal static class LinkScheme
{
    /// <summary>
    /// The scheme in lower case; null for an address without. Blanks and control characters before it and line breaks
    /// and tabs anywhere do not hide it, as they do not from a browser.
    /// </summary>
    public static string? Of(string address)
    {
        Span<char> scheme = stackalloc char[32];
        var length = 0;
        foreach (var c in address)
        {
            if (c is '\t' or '\n' or '\r' || (length == 0 && c <= ' ')) continue;
            if (c == ':') return length == 0 ? null : scheme[..length].ToString();
            var fits = char.IsAsciiLetter(c) || (length > 0 && (char.IsAsciiDigit(c) || c is '+' or '-' or '.'));
            if (!fits || length == scheme.Length) return null;
            scheme[length++] = char.ToLowerInvariant(c);
        }
        return null;
    }
}

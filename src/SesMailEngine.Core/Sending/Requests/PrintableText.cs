using System.Globalization;
using System.Text;

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>Hostile text made fit for a record or a message: no control characters, no lone surrogates, not too long.</summary>
internal static class PrintableText
{
    /// <summary>The text with control characters as <c>\r</c>, <c>\n</c> or <c>\u0000</c>, cut to <paramref name="max"/> characters.</summary>
    public static string Of(string text, int max)
    {
        if (text.Length <= max && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var result = new StringBuilder(Math.Min(text.Length, max) + 8);
        for (var i = 0; i < text.Length && result.Length < max; i++)
        {
            var c = text[i];
            if (c == '\r') result.Append(@"\r");
            else if (c == '\n') result.Append(@"\n");
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) result.Append(c).Append(text[++i]);
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029') result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else result.Append(c);
        }
        return result.ToString();
    }

    /// <summary>True when the text holds CR, LF or another control character: it must not stand in a mail header.</summary>
    public static bool HasControl(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029') return true;
        }
        return false;
    }
}

using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Python's <c>str.strip</c>, <c>lstrip</c> and <c>rstrip</c>.</summary>
internal static class Trimming
{
    /// <summary>
    /// The text without the characters of <paramref name="characters"/> (a set of code points; white space if null) at
    /// the chosen ends.
    /// </summary>
    public static string Trim(string text, string? characters = null, bool left = true, bool right = true)
    {
        int start = 0;
        int end = text.Length;
        while (left && start < end && Matches(CodePoints.ValueAt(text, start), characters))
        {
            start += CodePoints.WidthAt(text, start);
        }

        while (right && end > start && Matches(CodePoints.ValueBefore(text, end, out int width), characters))
        {
            end -= width;
        }

        return start == 0 && end == text.Length ? text : text[start..end];
    }

    private static bool Matches(int c, string? characters)
    {
        if (characters is null)
        {
            return CharacterClass.IsSpace(c);
        }

        return c <= 0xFFFF
            ? !char.IsSurrogate((char)c) && characters.Contains((char)c)
            : characters.Contains(new Rune(c).ToString(), StringComparison.Ordinal);
    }
}

using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>
/// Strings counted and cut by code point, as Python does, over .NET's UTF-16. Text without surrogates takes a fast
/// path in which a code point index is a UTF-16 offset.
/// </summary>
internal static class CodePoints
{
    private static readonly string[] Latin1 = [.. Enumerable.Range(0, 256).Select(c => ((char)c).ToString())];

    /// <summary>Whether every UTF-16 unit of <paramref name="text"/> is a code point of its own.</summary>
    public static bool IsFlat(ReadOnlySpan<char> text) => !text.ContainsAnyInRange('\uD800', '\uDFFF');

    /// <summary>The number of code points; a lone surrogate counts as one.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0)
        {
            return text.Length;
        }

        int count = first;
        for (int i = first; i < text.Length; i += WidthAt(text, i))
        {
            count++;
        }

        return count;
    }

    /// <summary>How many UTF-16 units the code point at <paramref name="offset"/> takes: 1 or 2.</summary>
    public static int WidthAt(ReadOnlySpan<char> text, int offset) =>
        char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;

    /// <summary>The code point at a UTF-16 offset; a lone surrogate is its own value.</summary>
    public static int ValueAt(ReadOnlySpan<char> text, int offset) =>
        WidthAt(text, offset) == 2 ? char.ConvertToUtf32(text[offset], text[offset + 1]) : text[offset];

    /// <summary>The code point that ends right before <paramref name="offset"/>, and its width.</summary>
    public static int ValueBefore(ReadOnlySpan<char> text, int offset, out int width)
    {
        width = offset >= 2 && char.IsLowSurrogate(text[offset - 1]) && char.IsHighSurrogate(text[offset - 2]) ? 2 : 1;
        return ValueAt(text, offset - width);
    }

    /// <summary>The UTF-16 offset of the code point with this index; the length of the text if there is none.</summary>
    public static int ToOffset(ReadOnlySpan<char> text, int index)
    {
        int flat = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        if (flat < 0 || index <= flat)
        {
            return Math.Min(index, text.Length);
        }

        int offset = flat;
        for (int i = flat; i < index && offset < text.Length; i++)
        {
            offset += WidthAt(text, offset);
        }

        return offset;
    }

    /// <summary>The code point index of a UTF-16 offset.</summary>
    public static int ToIndex(ReadOnlySpan<char> text, int offset) => Count(text[..offset]);

    /// <summary>The one-character string at a code point index that lies within the text.</summary>
    public static string At(string text, int index)
    {
        int offset = ToOffset(text, index);
        return Take(text, offset, WidthAt(text, offset));
    }

    /// <summary>Every code point as a string of its own, in order: Python's <c>list(text)</c>.</summary>
    public static IEnumerable<string> Each(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int width = WidthAt(text, i);
            yield return Take(text, i, width);
            i += width;
        }
    }

    /// <summary>
    /// <paramref name="count"/> code points from index <paramref name="start"/> on, <paramref name="step"/> apart: the
    /// part a slice takes once its bounds are known to lie within the text.
    /// </summary>
    public static string Slice(string text, int start, int step, int count)
    {
        if (count <= 0)
        {
            return "";
        }

        if (step == 1)
        {
            int from = ToOffset(text, start);
            int length = ToOffset(text.AsSpan(from), count);
            return length == text.Length ? text : text.Substring(from, length);
        }

        int[] offsets = Offsets(text);
        var result = new StringBuilder(count);
        for (int i = 0; i < count; i++)
        {
            int offset = offsets[start + (i * step)];
            result.Append(text, offset, WidthAt(text, offset));
        }

        return result.ToString();
    }

    /// <summary>The text with its code points in reverse order.</summary>
    public static string Reverse(string text)
    {
        int count = Count(text);
        return count <= 1 ? text : Slice(text, count - 1, -1, count);
    }

    /// <summary>
    /// Order by code point. UTF-16 order differs from it where surrogates meet the last 8,192 characters of the basic
    /// plane.
    /// </summary>
    public static int Compare(string left, string right)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        char l = left[common];
        char r = right[common];
        return char.IsSurrogate(l) == char.IsSurrogate(r) ? l.CompareTo(r) : char.IsSurrogate(l) ? 1 : -1;
    }

    /// <summary>A one-character string; those of Latin-1 are shared.</summary>
    public static string SingleCharacter(char c) => c < 256 ? Latin1[c] : c.ToString();

    private static string Take(string text, int offset, int width) =>
        width == 1 ? SingleCharacter(text[offset]) : text.Substring(offset, width);

    private static int[] Offsets(string text)
    {
        var offsets = new List<int>(text.Length);
        for (int i = 0; i < text.Length; i += WidthAt(text, i))
        {
            offsets.Add(i);
        }

        return [.. offsets];
    }
}

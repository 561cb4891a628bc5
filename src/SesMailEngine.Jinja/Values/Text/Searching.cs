using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Python's ways of finding and replacing within strings, with indices in code points.</summary>
internal static class Searching
{
    /// <summary><c>str.find</c> within <c>text[start:end]</c>: a code point index or -1.</summary>
    public static int Find(string text, string wanted, long? start = null, long? end = null, bool last = false)
    {
        if (!TryWindow(text, start, end, out int from, out int to))
        {
            return -1;
        }

        var window = text.AsSpan(from, to - from);
        int at = last ? Occurrences.LastIndexOf(window, wanted) : Occurrences.IndexOf(window, wanted);
        return at < 0 ? -1 : CodePoints.ToIndex(text, from + at);
    }

    /// <summary><c>str.count</c>: occurrences that do not overlap; the empty string occurs between all characters.</summary>
    public static int Count(string text, string wanted, long? start = null, long? end = null)
    {
        if (!TryWindow(text, start, end, out int from, out int to))
        {
            return 0;
        }

        var window = text.AsSpan(from, to - from);
        if (wanted.Length == 0)
        {
            return CodePoints.Count(window) + 1;
        }

        return Occurrences.Count(window, wanted);
    }

    /// <summary><c>str.startswith</c>.</summary>
    public static bool StartsWith(string text, string prefix, long? start = null, long? end = null) =>
        TryWindow(text, start, end, out int from, out int to) && text.AsSpan(from, to - from).StartsWith(prefix, StringComparison.Ordinal);

    /// <summary><c>str.endswith</c>.</summary>
    public static bool EndsWith(string text, string suffix, long? start = null, long? end = null) =>
        TryWindow(text, start, end, out int from, out int to) && text.AsSpan(from, to - from).EndsWith(suffix, StringComparison.Ordinal);

    /// <summary><c>str.replace</c>; a negative limit means all. Replacing nothing inserts between all characters.</summary>
    public static string Replace(string text, string old, string replacement, long limit = -1, int maxLength = Padding.MaxLength)
    {
        if (limit == 0)
        {
            return text;
        }

        if (old.Length == 0)
        {
            return Intersperse(text, replacement, limit, maxLength);
        }

        int at = Occurrences.IndexOf(text, old);
        if (at < 0)
        {
            return text;
        }

        if (replacement.Length > old.Length)
        {
            long count = Occurrences.Count(text.AsSpan(at), old);
            count = limit < 0 ? count : Math.Min(count, limit);
            Padding.Check(text.Length + (count * (replacement.Length - old.Length)), maxLength);
        }

        if (limit < 0 && old.Length <= 16)
        {
            return text.Replace(old, replacement, StringComparison.Ordinal);
        }

        var output = new StringBuilder(text.Length);
        int start = 0;
        for (long done = 0; at >= 0 && (limit < 0 || done < limit); done++)
        {
            output.Append(text, start, at - start).Append(replacement);
            start = at + old.Length;
            at = Occurrences.IndexOf(text.AsSpan(start), old);
            at = at < 0 ? -1 : at + start;
        }

        return output.Append(text, start, text.Length - start).ToString();
    }

    private static string Intersperse(string text, string replacement, long limit, int maxLength)
    {
        long count = CodePoints.Count(text) + 1;
        count = limit < 0 ? count : Math.Min(count, limit);
        Padding.Check(text.Length + (count * replacement.Length), maxLength);
        var output = new StringBuilder(text.Length + ((int)count * replacement.Length));
        int offset = 0;
        for (long done = 0; done < count; done++)
        {
            output.Append(replacement);
            if (offset < text.Length)
            {
                int width = CodePoints.WidthAt(text, offset);
                output.Append(text, offset, width);
                offset += width;
            }
        }

        return output.Append(text, offset, text.Length - offset).ToString();
    }

    // Bounds are those of a slice, but a start beyond the end holds not even the empty string.
    private static bool TryWindow(string text, long? start, long? end, out int from, out int to)
    {
        if (start is null && end is null)
        {
            (from, to) = (0, text.Length);
            return true;
        }

        int length = CodePoints.Count(text);
        long first = Clamp(start ?? 0, length);
        long last = Math.Min(Clamp(end ?? length, length), length);
        from = to = 0;
        if (first > last)
        {
            return false;
        }

        from = CodePoints.ToOffset(text, (int)first);
        to = CodePoints.ToOffset(text, (int)last);
        return true;
    }

    private static long Clamp(long index, int length) => index < 0 ? Math.Max(0, index + length) : index;
}

using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Python's ways of taking strings apart.</summary>
internal static class Splitting
{
    /// <summary><c>str.split</c>; a null separator means runs of white space, a negative limit no limit. The rest
    /// beyond a limit keeps the white space at its far end.</summary>
    public static List<string> Split(string text, string? separator, long maxSplit = -1)
    {
        if (separator is null)
        {
            return SplitWords(text, maxSplit);
        }

        CheckSeparator(separator);
        var parts = new List<string>();
        int start = 0;
        while (maxSplit < 0 || parts.Count < maxSplit)
        {
            int at = Occurrences.IndexOf(text.AsSpan(start), separator);
            if (at < 0)
            {
                break;
            }

            parts.Add(text.Substring(start, at));
            start += at + separator.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary><c>str.rsplit</c>: as <see cref="Split"/>, counting from the right.</summary>
    public static List<string> SplitRight(string text, string? separator, long maxSplit = -1)
    {
        if (maxSplit < 0)
        {
            return Split(text, separator);
        }

        var parts = new List<string>();
        int end = text.Length;
        if (separator is null)
        {
            end = SkipSpaceBefore(text, end);
            while (end > 0 && parts.Count < maxSplit)
            {
                int wordStart = end;
                while (wordStart > 0 && !CharacterClass.IsSpace(text[wordStart - 1]))
                {
                    wordStart--;
                }

                parts.Add(text[wordStart..end]);
                end = SkipSpaceBefore(text, wordStart);
            }

            if (end > 0)
            {
                parts.Add(text[..end]);
            }
        }
        else
        {
            CheckSeparator(separator);
            while (parts.Count < maxSplit)
            {
                int at = Occurrences.LastIndexOf(text.AsSpan(0, end), separator);
                if (at < 0)
                {
                    break;
                }

                parts.Add(text[(at + separator.Length)..end]);
                end = at;
            }

            parts.Add(text[..end]);
        }

        parts.Reverse();
        return parts;
    }

    /// <summary><c>str.splitlines</c>, by all line boundaries of Unicode; a break at the end opens no line.</summary>
    public static List<string> SplitLines(string text, bool keepEnds = false)
    {
        var lines = new List<string>();
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (!CharacterClass.IsLineBreak(text[i]))
            {
                continue;
            }

            int after = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? i + 2 : i + 1;
            lines.Add(text[start..(keepEnds ? after : i)]);
            start = after;
            i = after - 1;
        }

        if (start < text.Length)
        {
            lines.Add(text[start..]);
        }

        return lines;
    }

    /// <summary><c>str.partition</c>: before, separator, after; the last two are empty if it does not occur.</summary>
    public static (string Before, string Separator, string After) Partition(string text, string separator)
    {
        CheckSeparator(separator);
        int at = Occurrences.IndexOf(text, separator);
        return at < 0 ? (text, "", "") : (text[..at], separator, text[(at + separator.Length)..]);
    }

    /// <summary><c>str.rpartition</c>: by the last occurrence; the first two are empty if there is none.</summary>
    public static (string Before, string Separator, string After) PartitionRight(string text, string separator)
    {
        CheckSeparator(separator);
        int at = Occurrences.LastIndexOf(text, separator);
        return at < 0 ? ("", "", text) : (text[..at], separator, text[(at + separator.Length)..]);
    }

    private static List<string> SplitWords(string text, long maxSplit)
    {
        var words = new List<string>();
        int i = SkipSpace(text, 0);
        while (i < text.Length)
        {
            if (maxSplit >= 0 && words.Count >= maxSplit)
            {
                words.Add(text[i..]);
                break;
            }

            int start = i;
            while (i < text.Length && !CharacterClass.IsSpace(text[i]))
            {
                i++;
            }

            words.Add(text[start..i]);
            i = SkipSpace(text, i);
        }

        return words;
    }

    private static int SkipSpace(string text, int offset)
    {
        while (offset < text.Length && CharacterClass.IsSpace(text[offset]))
        {
            offset++;
        }

        return offset;
    }

    private static int SkipSpaceBefore(string text, int offset)
    {
        while (offset > 0 && CharacterClass.IsSpace(text[offset - 1]))
        {
            offset--;
        }

        return offset;
    }

    private static void CheckSeparator(string separator)
    {
        if (separator.Length == 0)
        {
            throw TemplateException.Runtime("empty separator");
        }
    }
}

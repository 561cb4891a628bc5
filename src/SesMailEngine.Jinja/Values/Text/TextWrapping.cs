using System.Text;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Python's <c>textwrap.wrap</c> with the settings Jinja2's <c>wordwrap</c> uses: tabs and line breaks stay as they are.</summary>
internal static class TextWrapping
{
    /// <summary>
    /// The lines of one paragraph, none longer than <paramref name="width"/> code points unless a word is and must not
    /// be broken. White space at the ends of lines goes, but for that at the very start.
    /// </summary>
    public static List<string> Wrap(string paragraph, long width, bool breakLongWords, bool breakOnHyphens)
    {
        if (width <= 0)
        {
            throw TemplateException.Runtime($"invalid width {width} (must be > 0)");
        }

        // Last chunk first, so that taking the next one is cheap.
        var chunks = WordChunks.Split(paragraph, breakOnHyphens).ConvertAll(chunk => chunk.AsMemory());
        chunks.Reverse();
        var lines = new List<string>();
        while (chunks.Count > 0)
        {
            if (lines.Count > 0 && IsBlank(chunks[^1]))
            {
                chunks.RemoveAt(chunks.Count - 1);
            }

            var line = TakeLine(chunks, width, breakLongWords, breakOnHyphens);
            if (line.Count > 0 && IsBlank(line[^1]))
            {
                line.RemoveAt(line.Count - 1);
            }

            if (line.Count > 0)
            {
                lines.Add(Join(line));
            }
        }

        return lines;
    }

    private static string Join(List<ReadOnlyMemory<char>> line)
    {
        var text = new StringBuilder();
        foreach (var chunk in line)
        {
            text.Append(chunk.Span);
        }

        return text.ToString();
    }

    private static List<ReadOnlyMemory<char>> TakeLine(
        List<ReadOnlyMemory<char>> chunks, long width, bool breakLongWords, bool breakOnHyphens)
    {
        var line = new List<ReadOnlyMemory<char>>();
        long length = 0;
        while (chunks.Count > 0)
        {
            long next = CountUpTo(chunks[^1].Span, width);
            if (length + next > width)
            {
                if (next > width)
                {
                    TakeLongWord(chunks, line, (int)(width - length), breakLongWords, breakOnHyphens);
                }

                break;
            }

            line.Add(chunks[^1]);
            length += next;
            chunks.RemoveAt(chunks.Count - 1);
        }

        return line;
    }

    // More than the width is all that matters; a long word is cut many times, and must not be counted to its end each time.
    private static long CountUpTo(ReadOnlySpan<char> chunk, long width) =>
        CodePoints.Count(width >= chunk.Length ? chunk : chunk[..(int)Math.Min(chunk.Length, (2 * width) + 2)]);

    private static void TakeLongWord(
        List<ReadOnlyMemory<char>> chunks, List<ReadOnlyMemory<char>> line, int space, bool breakLongWords, bool breakOnHyphens)
    {
        var word = chunks[^1];
        if (breakLongWords)
        {
            int end = CodePoints.ToOffset(word.Span[..(int)Math.Min(word.Length, (2L * space) + 2)], space);
            if (breakOnHyphens)
            {
                int hyphen = word.Span[..end].LastIndexOf('-');
                end = hyphen > 0 && word.Span[..hyphen].ContainsAnyExcept('-') ? hyphen + 1 : end;
            }

            line.Add(word[..end]);
            chunks[^1] = word[end..];
        }
        else if (line.Count == 0)
        {
            line.Add(word);
            chunks.RemoveAt(chunks.Count - 1);
        }
    }

    private static bool IsBlank(ReadOnlyMemory<char> chunk)
    {
        foreach (char c in chunk.Span)
        {
            if (!CharacterClass.IsSpace(c))
            {
                return false;
            }
        }

        return true;
    }
}

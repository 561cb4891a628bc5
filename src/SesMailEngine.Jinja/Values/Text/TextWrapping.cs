using System.Text;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Python's <c>textwrap.wrap</c> with the settings Jinja2's <c>wordwrap</c> uses: tabs and line breaks stay as they are.</summary>
internal sealed class TextWrapping
{
    private readonly long _width;
    private readonly bool _breakLongWords;
    private readonly bool _breakOnHyphens;
    private readonly List<string> _chunks;

    // The next chunk, and how much of it former lines took.
    private int _next;
    private int _taken;

    private TextWrapping(string paragraph, long width, bool breakLongWords, bool breakOnHyphens)
    {
        _width = Math.Min(width, int.MaxValue);
        _breakLongWords = breakLongWords;
        _breakOnHyphens = breakOnHyphens;
        _chunks = WordChunks.Split(paragraph, breakOnHyphens);
    }

    /// <summary>
    /// The lines of one paragraph, none longer than <paramref name="width"/> code points unless a word is and must not
    /// be broken. White space at the ends of lines goes, but for that at the very start.
    /// </summary>
    public static IEnumerable<string> Wrap(string paragraph, long width, bool breakLongWords, bool breakOnHyphens) =>
        width > 0
            ? new TextWrapping(paragraph, width, breakLongWords, breakOnHyphens).Lines()
            : throw TemplateException.Runtime($"invalid width {width} (must be > 0)");

    private IEnumerable<string> Lines()
    {
        bool any = false;
        while (_next < _chunks.Count)
        {
            if (any && IsBlank(Rest()))
            {
                Advance();
            }

            string line = TakeLine();
            if (line.Length > 0)
            {
                any = true;
                yield return line;
            }
        }
    }

    private string TakeLine()
    {
        var line = new StringBuilder();
        long length = 0;
        int lastChunk = 0;
        while (_next < _chunks.Count)
        {
            var rest = Rest();
            int count = CodePoints.Count(rest[..(int)Math.Min(rest.Length, (2 * _width) + 2)]);
            if (length + count > _width)
            {
                if (count > _width)
                {
                    lastChunk = TakeLongWord(line, (int)(_width - length)) ?? lastChunk;
                }

                break;
            }

            lastChunk = line.Length;
            line.Append(rest);
            length += count;
            Advance();
        }

        string text = line.ToString();
        return IsBlank(text.AsSpan(lastChunk)) ? text[..lastChunk] : text;
    }

    // Where the part of the word starts in the line; null if the word is left for the next one.
    private int? TakeLongWord(StringBuilder line, int space)
    {
        var word = Rest();
        int start = line.Length;
        if (_breakLongWords)
        {
            int end = CodePoints.ToOffset(word[..Math.Min(word.Length, 2 * space)], space);
            if (_breakOnHyphens)
            {
                int hyphen = word[..end].LastIndexOf('-');
                end = hyphen > 0 && word[..hyphen].ContainsAnyExcept('-') ? hyphen + 1 : end;
            }

            line.Append(word[..end]);
            _taken += end;
            return start;
        }

        if (start > 0)
        {
            return null;
        }

        line.Append(word);
        Advance();
        return start;
    }

    private ReadOnlySpan<char> Rest() => _chunks[_next].AsSpan(_taken);

    private void Advance()
    {
        _next++;
        _taken = 0;
    }

    private static bool IsBlank(ReadOnlySpan<char> chunk)
    {
        foreach (char c in chunk)
        {
            if (!CharacterClass.IsSpace(c))
            {
                return false;
            }
        }

        return true;
    }
}

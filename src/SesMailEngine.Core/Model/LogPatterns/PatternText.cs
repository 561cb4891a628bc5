using System.Text;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Walks through the text of a pattern.</summary>
internal sealed class PatternText(string text)
{
    private const int MaxRegexes = 2;

    private int regexes;

    /// <summary>How far it got, in characters.</summary>
    public int Position { get; private set; }

    /// <summary>True at the end.</summary>
    public bool IsEnd => Position >= text.Length;

    /// <summary>The character here; NUL at the end.</summary>
    public char Current => IsEnd ? '\0' : text[Position];

    /// <summary>Goes past white space.</summary>
    public void SkipSpace()
    {
        while (!IsEnd && char.IsWhiteSpace(text[Position])) Position++;
    }

    /// <summary>Goes past a word if it comes next, in the very same letters.</summary>
    public bool TryTake(string word)
    {
        if (!IsNext(word)) return false;
        Position += word.Length;
        return true;
    }

    /// <summary>True when a word comes next.</summary>
    public bool IsNext(string word) => text.AsSpan(Position).StartsWith(word, StringComparison.Ordinal);

    /// <summary>Goes past a keyword if it comes next, in any case and not as the beginning of a longer word.</summary>
    public bool TryTakeKeyword(string word)
    {
        var end = Position + word.Length;
        if (!text.AsSpan(Position).StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
        if (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) return false;
        Position = end;
        return true;
    }

    /// <summary>Takes the characters as long as they are wanted.</summary>
    public string TakeWhile(Func<char, bool> isWanted)
    {
        var start = Position;
        while (!IsEnd && isWanted(text[Position])) Position++;
        return text[start..Position];
    }

    /// <summary>Takes a phrase in quotation marks. Inside, <c>\"</c> stands for a quotation mark and <c>\\</c> for a backslash.</summary>
    public string TakeQuoted()
    {
        var start = Position++;
        var phrase = new StringBuilder();
        while (!IsEnd)
        {
            var c = text[Position++];
            if (c == '"') return phrase.ToString();
            if (c == '\\' && Current is '"' or '\\') c = text[Position++];
            phrase.Append(c);
        }
        throw new LogPatternException($"the quotation mark at {Place(start)} is never closed");
    }

    /// <summary>Takes a regular expression between percent signs; <c>\%</c> inside stands for a percent sign.</summary>
    public LineRegex TakeRegex()
    {
        var start = Position++;
        for (; !IsEnd; Position++)
        {
            if (text[Position] == '\\') Position++;
            else if (text[Position] == '%')
            {
                if (++regexes > MaxRegexes) throw new LogPatternException($"more than {MaxRegexes} regular expressions");
                return new LineRegex(text[(start + 1)..Position++]);
            }
        }
        throw new LogPatternException($"the regular expression at {Place(start)} is never closed by %");
    }

    /// <summary>What is wrong here.</summary>
    /// <param name="wanted">What should have come.</param>
    public LogPatternException Expected(string wanted) => new(IsEnd
        ? $"{wanted} expected at the end"
        : $"{wanted} expected at {Place(Position)}, not '{Printable(text[Position])}'");

    private static string Place(int position) => $"character {position + 1}";

    private static char Printable(char c) => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c;
}

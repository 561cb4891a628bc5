namespace SesMailEngine.Jinja.Values.Text;

/// <summary>
/// The pieces between which Python's <c>textwrap</c> may break a line: runs of white space, words, and the parts of
/// hyphenated words and of words joined by dashes.
/// </summary>
internal static class WordChunks
{
    /// <summary>The chunks of a line; together they are the line.</summary>
    public static List<string> Split(string line, bool breakOnHyphens)
    {
        var chunks = new List<string>();
        for (int at = 0; at < line.Length;)
        {
            int end = IsSpace(line[at]) ? EndOfSpace(line, at)
                : breakOnHyphens ? EndOfPart(line, at)
                : EndOfWord(line, at);
            chunks.Add(line[at..end]);
            at = end;
        }

        return chunks;
    }

    // textwrap knows ASCII white space only.
    private static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r');

    private static int EndOfSpace(string line, int at)
    {
        while (at < line.Length && IsSpace(line[at]))
        {
            at++;
        }

        return at;
    }

    private static int EndOfWord(string line, int at)
    {
        while (at < line.Length && !IsSpace(line[at]))
        {
            at++;
        }

        return at;
    }

    private static int EndOfPart(string line, int start)
    {
        if (IsDashBetweenWords(line, start, out int dashes))
        {
            return start + dashes;
        }

        for (int at = start + CodePoints.WidthAt(line, start); ; at += CodePoints.WidthAt(line, at))
        {
            if (at >= line.Length || IsSpace(line[at]))
            {
                return at;
            }

            if (line[at] != '-')
            {
                continue;
            }

            if (IsHyphen(line, at))
            {
                return at + 1;
            }

            if (IsDashBetweenWords(line, at, out _))
            {
                return at;
            }
        }
    }

    // What stands before is looked at first: in a row of hyphens only one of them has the rest counted.
    private static bool IsDashBetweenWords(string line, int at, out int dashes)
    {
        dashes = IsPunctuatedWord(Before(line, at)) ? DashesAt(line, at) : 0;
        return dashes >= 2 && CharacterClass.IsWord(At(line, at + dashes));
    }

    // After two letters, or a letter between hyphens, and before two letters that may be joined by a hyphen.
    private static bool IsHyphen(string line, int at)
    {
        int last = Before(line, at, out int width);
        int beforeLast = Before(line, at - width, out int widthBefore);
        bool ends = IsLetter(last)
            && (IsLetter(beforeLast) || (beforeLast == '-' && IsLetter(Before(line, at - width - widthBefore))));
        if (!ends)
        {
            return false;
        }

        int next = at + 1;
        int first = At(line, next);
        next += first > 0xFFFF ? 2 : 1;
        next += IsLetter(first) && At(line, next) == '-' ? 1 : 0;
        return IsLetter(first) && IsLetter(At(line, next));
    }

    private static int DashesAt(string line, int at)
    {
        int end = at;
        while (end < line.Length && line[end] == '-')
        {
            end++;
        }

        return end - at;
    }

    private static bool IsLetter(int c) => CharacterClass.IsWord(c) && !CharacterClass.IsDecimal(c);

    private static bool IsPunctuatedWord(int c) => CharacterClass.IsWord(c) || c is '!' or '"' or '\'' or '&' or '.' or ',' or '?';

    private static int At(string line, int at) => at < line.Length ? CodePoints.ValueAt(line, at) : 0;

    private static int Before(string line, int at) => Before(line, at, out _);

    private static int Before(string line, int at, out int width)
    {
        width = 1;
        return at > 0 ? CodePoints.ValueBefore(line, at, out width) : 0;
    }
}

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>What <c>urlize</c> takes for a web address or a mail address. Written out, because a pattern would backtrack.</summary>
internal static class LinkPattern
{
    private static readonly string[] Schemes = ["https://", "http://"];

    private static readonly string[] BareTopLevels = ["com", "net", "int", "edu", "gov", "org", "info", "mil"];

    /// <summary>
    /// A scheme or <c>www.</c> with a host, an IP address after a scheme, or a bare domain of the oldest top levels;
    /// then port and path.
    /// </summary>
    public static bool IsWebAddress(string word)
    {
        int scheme = 0;
        foreach (string candidate in Schemes)
        {
            scheme = word.StartsWith(candidate, StringComparison.OrdinalIgnoreCase) ? candidate.Length : scheme;
        }

        if (scheme > 0)
        {
            return word.AsSpan(scheme) is ['[', ..]
                ? IsIpv6(word, scheme, out int end) && IsPortAndPath(word, end)
                : HasHost(word, scheme, host => IsHost(host) || IsIpv4(host));
        }

        return (word.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && HasHost(word, 4, IsHost))
            || HasHost(word, 0, IsBareDomain);
    }

    /// <summary>Something, an at sign, a domain with a dot.</summary>
    public static bool IsMailAddress(string word)
    {
        int at = word.LastIndexOf('@');
        int dot = word.LastIndexOf('.');
        if (at < 1 || dot < at + 2 || dot == word.Length - 1)
        {
            return false;
        }

        return CharacterClass.IsWord(CodePoints.ValueAt(word, at + 1))
            && StringPredicates.All(word[(at + 1)..dot], c => CharacterClass.IsWord(c) || c is '.' or '-')
            && StringPredicates.All(word[(dot + 1)..], CharacterClass.IsWord);
    }

    private static bool HasHost(string word, int start, Func<string, bool> isHost)
    {
        int end = start;
        while (end < word.Length && IsHostCharacter(CodePoints.ValueAt(word, end)))
        {
            end += CodePoints.WidthAt(word, end);
        }

        return isHost(word[start..end]) && IsPortAndPath(word, end);
    }

    private static bool IsHostCharacter(int c) => CharacterClass.IsWord(c) || c is '.' or '%' or '-';

    private static bool IsHost(string host)
    {
        string[] labels = host.Split('.');
        string top = labels[^1];
        int length = CodePoints.Count(top);
        bool isTop = top.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)
            ? length is >= 6 and <= 63 && !top.AsSpan(4).Contains('-')
            : length is >= 2 and <= 63 && StringPredicates.All(top, IsLetter);
        return isTop && Array.TrueForAll(labels, label => label.Length > 0);
    }

    // Latin letters, and the two characters whose lower case is one of them.
    private static bool IsLetter(int c) => c < 128 ? char.IsAsciiLetter((char)c) : c is 0x17F or 0x212A;

    private static bool IsBareDomain(string host)
    {
        string[] labels = host.Split('.');
        return labels.Length > 1
            && BareTopLevels.Contains(labels[^1], StringComparer.OrdinalIgnoreCase)
            && labels[..^1].All(label => CodePoints.Count(label) is >= 2 and <= 63);
    }

    private static bool IsIpv4(string host)
    {
        string[] parts = host.Split('.');
        return parts.Length == 4
            && Array.TrueForAll(parts, part => CodePoints.Count(part) is >= 1 and <= 3 && StringPredicates.All(part, CharacterClass.IsDecimal));
    }

    // Two groups with a colon, then one to six that may lack it.
    private static bool IsIpv6(string word, int start, out int end)
    {
        end = word.IndexOf(']', start);
        if (end < 0)
        {
            return false;
        }

        var inside = word.AsSpan(start + 1, end - start - 1);
        end++;
        int groups = 0;
        int at = 0;
        while (at < inside.Length || groups < 3)
        {
            int digits = 0;
            while (digits < 4 && at < inside.Length && char.IsAsciiHexDigit(inside[at]))
            {
                digits++;
                at++;
            }

            bool colon = at < inside.Length && inside[at] == ':';
            at += colon ? 1 : 0;
            groups++;
            bool stuck = digits == 0 && !colon && at < inside.Length;
            if (groups > 8 || stuck || (groups <= 2 && !colon))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPortAndPath(string word, int at)
    {
        if (at < word.Length && word[at] == ':')
        {
            int digits = 0;
            at++;
            while (digits < 5 && at < word.Length && CharacterClass.IsDecimal(CodePoints.ValueAt(word, at)))
            {
                at += CodePoints.WidthAt(word, at);
                digits++;
            }

            if (digits == 0)
            {
                return false;
            }
        }

        return at == word.Length || word[at] is '/' or '?' or '#';
    }
}

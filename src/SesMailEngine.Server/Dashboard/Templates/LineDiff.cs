namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>What differs between two texts, line by line: the longest common subsequence, for texts that are nearly the same.</summary>
internal static class LineDiff
{
    // The table has a cell for each pair of lines that differ; past this many the whole middle counts as replaced.
    private const int MaxCells = 4_000_000;

    /// <summary>The lines of both, each with ' ' (both), '-' (old only) or '+' (new only).</summary>
    public static IReadOnlyList<(char Sign, string Line)> Of(string before, string after)
    {
        var (a, b) = (before.ReplaceLineEndings("\n").Split('\n'), after.ReplaceLineEndings("\n").Split('\n'));
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start]) start++;
        var (endA, endB) = (a.Length, b.Length);
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1]) (endA, endB) = (endA - 1, endB - 1);
        var result = new List<(char, string)>();
        result.AddRange(a[..start].Select(line => (' ', line)));
        AddMiddle(result, a[start..endA], b[start..endB]);
        result.AddRange(a[endA..].Select(line => (' ', line)));
        return result;
    }

    /// <summary>The same without the lines that are far from any difference; null stands for those left out.</summary>
    public static IReadOnlyList<(char Sign, string? Line)> Excerpt(IReadOnlyList<(char Sign, string Line)> lines, int around = 3)
    {
        var result = new List<(char, string?)>();
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = false;
            for (var near = Math.Max(0, i - around); near <= Math.Min(lines.Count - 1, i + around) && !isNear; near++) isNear = lines[near].Sign != ' ';
            if (isNear) result.Add(lines[i]);
            else if (result.Count == 0 || result[^1].Item2 is not null) result.Add((' ', null));
        }
        return result;
    }

    private static void AddMiddle(List<(char, string)> result, string[] a, string[] b)
    {
        if ((long)a.Length * b.Length > MaxCells)
        {
            result.AddRange(a.Select(line => ('-', line)));
            result.AddRange(b.Select(line => ('+', line)));
            return;
        }
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        var (x, y) = (0, 0);
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y]) (result, x, y) = (Append(result, ' ', a[x]), x + 1, y + 1);
            else if (y == b.Length || (x < a.Length && common[x + 1, y] >= common[x, y + 1])) result.Add(('-', a[x++]));
            else result.Add(('+', b[y++]));
        }
    }

    private static List<(char, string)> Append(List<(char, string)> result, char sign, string line)
    {
        result.Add((sign, line));
        return result;
    }
}

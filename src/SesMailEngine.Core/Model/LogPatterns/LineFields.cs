namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>Parts a line into its fields.</summary>
internal static class LineFields
{
    /// <summary>The fields, without their quotation marks or brackets; the last of <paramref name="limit"/> is the rest of the line.</summary>
    public static List<string> Split(string line, int limit)
    {
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at])) at++;
            if (at == line.Length) return fields;
            var end = EndOf(line, at, out var isEnclosed);
            if (fields.Count + 1 == limit && !line.AsSpan(end).IsWhiteSpace())
            {
                fields.Add(line[at..].TrimEnd());
                return fields;
            }
            fields.Add(isEnclosed ? line[(at + 1)..(end - 1)] : line[at..end]);
            at = end;
        }
    }

    private static int EndOf(string line, int start, out bool isEnclosed)
    {
        var closing = line[start] switch { '"' => '"', '[' => ']', _ => '\0' };
        var found = closing == '\0' ? -1 : line.IndexOf(closing, start + 1);
        isEnclosed = found > 0 && (found + 1 == line.Length || char.IsWhiteSpace(line[found + 1]));
        if (isEnclosed) return found + 1;
        var end = start;
        while (end < line.Length && !char.IsWhiteSpace(line[end])) end++;
        return end;
    }
}

namespace SesMailEngine.Jinja.Syntax;

/// <summary>A template's source with every line break made <c>\n</c>, and its name if it has one.</summary>
internal sealed class SourceText
{
    internal SourceText(string? name, string source, bool keepTrailingNewline)
    {
        Name = name;
        Text = source.Contains('\r', StringComparison.Ordinal)
            ? source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : source;
        if (!keepTrailingNewline && Text.EndsWith('\n'))
        {
            Text = Text[..^1];
        }
    }

    internal string? Name { get; }

    internal string Text { get; }

    /// <summary>The line that a position is in, and the position's column in it, counted from 1.</summary>
    internal (string Line, int Column) LineAt(int position)
    {
        position = Math.Clamp(position, 0, Text.Length);
        int start = position == 0 ? 0 : Text.LastIndexOf('\n', position - 1) + 1;
        int end = Text.IndexOf('\n', position);
        return (Text[start..(end < 0 ? Text.Length : end)], position - start + 1);
    }
}

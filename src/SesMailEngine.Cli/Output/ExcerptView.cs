using Spectre.Console;

namespace SesMailEngine.Cli.Output;

// Source lines with carets under them. A line longer than the terminal is cut around its carets: wrapped, they would
// point at nothing.
internal static class ExcerptView
{
    // The line's number and a bar: "   12 | ".
    private const int Margin = 8;

    public static void Write(IAnsiConsole console, string excerpt)
    {
        var lines = excerpt.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var (line, carets) = (lines[i], i + 1 < lines.Length && IsCarets(lines[i + 1]) ? lines[i + 1] : null);
            if (carets is null)
            {
                console.MarkupLineInterpolated($"{line}");
                continue;
            }
            (line, carets) = Fit(line, carets, console.Profile.Width - 1);
            console.MarkupLineInterpolated($"[grey]{line[..Margin]}[/]{line[Margin..]}");
            console.MarkupLineInterpolated($"[grey]{carets[..Margin]}[/][red]{carets[Margin..]}[/]");
            i++;
        }
    }

    // The pair of lines, cut to a width around the first caret.
    public static (string Line, string Carets) Fit(string line, string carets, int width)
    {
        if (Math.Max(line.Length, carets.Length) <= width || width < 2 * Margin) return (line, carets);
        var room = width - Margin;
        var caret = carets.IndexOf('^', StringComparison.Ordinal);
        var start = Math.Clamp(caret - (room / 3), Margin, Math.Max(Margin, line.Length - room));
        string Cut(string text) => text[..Margin] + (start >= text.Length ? "" : text.Substring(start, Math.Min(room, text.Length - start)));
        return (Cut(line), Cut(carets));
    }

    private static bool IsCarets(string line) => line.StartsWith("      | ", StringComparison.Ordinal) && line.Contains('^', StringComparison.Ordinal);
}

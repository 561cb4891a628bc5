using System.Globalization;
using SesMailEngine.Jinja.Syntax;

namespace SesMailEngine.Jinja.Errors;

/// <summary>A place in a template's source.</summary>
/// <param name="TemplateName">The template's name; null for a template without a name.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 units, counted from 1.</param>
/// <param name="Excerpt">The line of source with its number, and under it a line with carets.</param>
public sealed record TemplatePlace(string? TemplateName, int Line, int Column, string Excerpt)
{
    // Longer lines are cut around the place, so that an error message stays readable.
    private const int MaxWidth = 120;

    internal static TemplatePlace Of(SourceText source, Span span)
    {
        var (line, column) = source.LineAt(span.Start);
        return new TemplatePlace(source.Name, span.Line, column, Draw(line, span.Line, column, span.Length));
    }

    private static string Draw(string line, int number, int column, int length)
    {
        int start = column - 1;
        int width = Math.Max(1, Math.Min(length, line.Length - start));
        if (line.Length > MaxWidth)
        {
            int cut = Math.Max(0, Math.Min(start - (MaxWidth / 3), line.Length - MaxWidth));
            line = line.Substring(cut, MaxWidth);
            start -= cut;
            width = Math.Max(1, Math.Min(width, MaxWidth - start));
        }

        string margin = number.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        return $"{margin} | {line.Replace('\t', ' ')}\n      | {new string(' ', Math.Max(start, 0))}{new string('^', width)}";
    }
}

using System.Globalization;
using SesMailEngine.Server.Dashboard.Frame;
using SesMailEngine.Server.Dashboard.Markup;

namespace SesMailEngine.Server.Dashboard.Charts;

/// <summary>
/// Stacked columns over time, as SVG. Words are HTML around it, so that they keep their size on a phone; the same numbers follow as a
/// table, for those who cannot or would rather not read bars.
/// </summary>
internal static class ColumnChart
{
    private const double Width = 600;
    private const double Height = 100;

    /// <summary>Draws a chart.</summary>
    /// <param name="summary">What it shows, in a sentence: the picture's name for screen readers.</param>
    /// <param name="labelHeading">What the labels are: <c>Day</c>.</param>
    /// <param name="series">The series, from the bottom up.</param>
    /// <param name="columns">The columns, oldest first.</param>
    public static Html Draw(string summary, string labelHeading, IReadOnlyList<Series> series, IReadOnlyList<Column> columns)
    {
        var most = Ceiling(columns.Count == 0 ? 0 : columns.Max(column => column.Values.Sum()));
        var step = Width / Math.Max(1, columns.Count);
        return Html.Of($"""
            <figure class="chart">
            <div class="plot">
            <svg viewBox="0 0 600 100" preserveAspectRatio="none" role="img" aria-label="{summary}">
            <path class="grid" d="M0 0H600M0 50H600"/>
            {Html.Join(columns.Select((column, index) => Bar(column, series, index * step, step, most)))}
            </svg>
            <span class="top" aria-hidden="true">{Words.Number(most)}</span>
            </div>
            <div class="axis" aria-hidden="true">{Html.Each(Marks(columns), label => Html.Of($"<span>{label}</span>"))}</div>
            <ul class="legend">{Html.Each(series, one => Html.Of($"<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"{one.Class}\" width=\"10\" height=\"10\" rx=\"3\"/></svg>{one.Name}</li>"))}</ul>
            <details><summary>As a table</summary><div class="scroll" tabindex="0" role="region" aria-label="{summary}">
            <table><thead><tr><th scope="col">{labelHeading}</th>{Html.Each(series, one => Html.Of($"<th scope=\"col\" class=\"num\">{one.Name}</th>"))}</tr></thead>
            <tbody>{Html.Each(columns.Reverse(), Row)}</tbody></table></div></details>
            </figure>
            """);
    }

    private static Html Row(Column column) => Html.Of(
        $"<tr><th scope=\"row\">{column.Label}</th>{Html.Each(column.Values, value => Html.Of($"<td class=\"num\">{Words.Number(value)}</td>"))}</tr>");

    private static Html Bar(Column column, IReadOnlyList<Series> series, double x, double step, long most)
    {
        var parts = new List<Html>();
        var top = Height;
        for (var i = 0; i < series.Count; i++)
        {
            if (column.Values[i] <= 0) continue;
            // A single bounce among thousands of mails is still to be seen.
            var height = Math.Max(Height * column.Values[i] / most, 1.2);
            top = Math.Max(0, top - height);
            parts.Add(Html.Of($"<rect class=\"{series[i].Class}\" x=\"{Digits(x + (step * 0.14))}\" y=\"{Digits(top)}\" width=\"{Digits(step * 0.72)}\" height=\"{Digits(height)}\"/>"));
        }
        if (parts.Count == 0) return Html.Empty;
        var told = string.Join(", ", series.Select((one, i) => $"{one.Name} {Words.Number(column.Values[i])}"));
        return Html.Of($"<g><title>{column.Label}: {told}</title>{Html.Join(parts)}</g>");
    }

    // At most five words below the columns.
    private static IEnumerable<string> Marks(IReadOnlyList<Column> columns)
    {
        if (columns.Count < 2) return columns.Select(column => column.Label);
        var marks = Math.Min(5, columns.Count);
        return Enumerable.Range(0, marks).Select(mark => columns[mark * (columns.Count - 1) / (marks - 1)].Label);
    }

    private static long Ceiling(long most)
    {
        if (most <= 4) return 4;
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(most)));
        foreach (var factor in (double[])[1, 1.5, 2, 3, 4, 5, 6, 8])
        {
            if (factor * power >= most) return (long)Math.Ceiling(factor * power);
        }
        return power * 10;
    }

    private static string Digits(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

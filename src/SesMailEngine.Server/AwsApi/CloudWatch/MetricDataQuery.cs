using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>One query of GetMetricData.</summary>
/// <param name="Id">Its name in the answer.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Statistic">The statistic of each period.</param>
/// <param name="PeriodMinutes">A period's length.</param>
/// <param name="Unit">Only values of this unit; null for any.</param>
/// <param name="Label">What to call it; null for the metric's name.</param>
/// <param name="IsReturned">False when the answer leaves it out.</param>
internal sealed record MetricDataQuery(
    string Id, MetricKey Metric, MetricStatistic Statistic, int PeriodMinutes, string? Unit, string? Label, bool IsReturned)
{
    /// <summary>Reads one.</summary>
    public static MetricDataQuery Read(CloudWatchInput input)
    {
        input.RequireKnown("Id", "MetricStat", "Expression", "Label", "ReturnData");
        var id = input.Require("Id");
        if (!char.IsAsciiLetterLower(id[0]) || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw CloudWatchErrors.Validation("The Id of a query begins with a lower-case letter, followed by letters, digits and underscores.");
        if (input.Text("Expression") is not null)
            throw CloudWatchErrors.Validation($"The query {id} has an Expression: this host has no metric math. Ask for the metrics and compute.");
        if (input.Structure("MetricStat") is not { } stat) throw CloudWatchErrors.Validation($"The query {id} has no MetricStat.");
        stat.RequireKnown("Metric", "Period", "Stat", "Unit");
        var metric = stat.Structure("Metric") ?? throw CloudWatchErrors.Missing("Metric");
        metric.RequireKnown("Namespace", "MetricName", "Dimensions");
        var name = stat.Require("Stat");
        var statistic = MetricStatistics.Parse(name) ?? throw CloudWatchErrors.Validation(
            $"The statistic '{CloudWatchErrors.Shown(name)}' is not supported: this host keeps sums, not single values.");
        return new(
            id, metric.RequireMetric(), statistic, stat.RequireMinutes("Period"), stat.Text("Unit"), input.Limited("Label", 1024),
            input.Flag("ReturnData") ?? true);
    }
}

using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>GetMetricStatistics: what was counted up to now, also within the minute.</summary>
internal sealed class MetricStatisticsOperation(IMetrics metrics)
{
    private const int MaxDatapoints = 1_440;

    /// <summary>Answers.</summary>
    public async Task<AnswerFields> GetAsync(CloudWatchInput input, CancellationToken cancellationToken)
    {
        input.RequireKnown("Namespace", "MetricName", "Dimensions", "StartTime", "EndTime", "Period", "Statistics", "Unit");
        var metric = input.RequireMetric();
        var statistics = input.Texts("Statistics").Select(Parse).ToList();
        if (statistics.Count == 0) throw CloudWatchErrors.Missing("Statistics");
        var minutes = input.RequireMinutes("Period");
        var (from, until) = TimeRange.Of(input);
        var asked = Math.Ceiling((until - from).TotalMinutes / minutes);
        if (asked > MaxDatapoints)
        {
            throw CloudWatchErrors.Combination(
                $"You have requested up to {asked:0} datapoints, which exceeds the limit of {MaxDatapoints}. Reduce the time range or use a longer period.");
        }
        await metrics.FlushAsync(cancellationToken);
        var unit = metrics.UnitOf(metric);
        var isOtherUnit = input.Text("Unit") is { } wanted && wanted != unit;
        var points = isOtherUnit ? [] : await metrics.ReadAsync(metric, from, until, minutes, cancellationToken);
        return new AnswerFields
        {
            { "Label", metric.Name },
            { "Datapoints", points.Select(point => Fields(point, statistics, unit)).ToList() },
        };
    }

    private static AnswerFields Fields(MetricPoint point, List<MetricStatistic> statistics, string? unit)
    {
        var fields = new AnswerFields { { "Timestamp", point.Start } };
        foreach (var statistic in statistics.Distinct()) fields.Add(statistic.ToString(), point.Values.Get(statistic));
        fields.Add("Unit", unit);
        return fields;
    }

    private static MetricStatistic Parse(string name) =>
        MetricStatistics.Parse(name) ?? throw CloudWatchErrors.Invalid($"There is no statistic '{CloudWatchErrors.Shown(name)}'.");
}

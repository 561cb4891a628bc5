using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>GetMetricData: any number of metrics at once, in pages. Metric math is not here and is refused.</summary>
internal sealed class MetricDataOperation(IMetrics metrics)
{
    private const int MaxQueries = 500;
    private const int MaxPoints = 100_800;
    private const string Token = "data";

    /// <summary>Answers.</summary>
    public async Task<AnswerFields> GetAsync(CloudWatchInput input, CancellationToken cancellationToken)
    {
        input.RequireKnown("MetricDataQueries", "StartTime", "EndTime", "NextToken", "ScanBy", "MaxDatapoints");
        var (from, until) = TimeRange.Of(input);
        var ascending = ScanOrder.IsAscending(input.Text("ScanBy"));
        var max = input.Between("MaxDatapoints", 1, MaxPoints) ?? MaxPoints;
        var place = PageToken.Read(input.Text("NextToken"), Token);
        var queries = Queries(input);
        await metrics.FlushAsync(cancellationToken);

        var results = new List<AnswerFields>();
        var passed = 0L;
        var room = max;
        var isMore = false;
        foreach (var query in queries.Where(query => query.IsReturned))
        {
            var points = await ReadAsync(query, from, until, cancellationToken);
            var ordered = ascending ? points : [.. points.Reverse()];
            var skipped = (int)Math.Clamp(place - passed, 0, ordered.Count);
            var taken = ordered.Skip(skipped).Take(room).ToList();
            passed += ordered.Count;
            room -= taken.Count;
            var isWhole = skipped + taken.Count == ordered.Count;
            isMore |= !isWhole;
            // A later page repeats no metric that an earlier one told in full, and leaves one for later that it has no room for.
            if (taken.Count > 0 || (ordered.Count == 0 && passed >= place)) results.Add(Fields(query, taken, isWhole));
        }
        return new AnswerFields
        {
            { "MetricDataResults", results },
            { "Messages", Array.Empty<AnswerFields>() },
            { "NextToken", isMore ? PageToken.Write(Token, place + max - room) : null },
        };
    }

    private async Task<IReadOnlyList<MetricPoint>> ReadAsync(
        MetricDataQuery query, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (query.Unit is { } unit && metrics.UnitOf(query.Metric) != unit) return [];
        return await metrics.ReadAsync(query.Metric, from, until, query.PeriodMinutes, cancellationToken);
    }

    private static AnswerFields Fields(MetricDataQuery query, List<MetricPoint> points, bool isWhole) => new()
    {
        { "Id", query.Id },
        { "Label", query.Label ?? query.Metric.Name },
        { "Timestamps", points.Select(point => point.Start).ToList() },
        { "Values", points.Select(point => point.Values.Get(query.Statistic)).ToList() },
        { "StatusCode", isWhole ? "Complete" : "PartialData" },
    };

    private static List<MetricDataQuery> Queries(CloudWatchInput input)
    {
        var queries = input.Structures("MetricDataQueries").Select(MetricDataQuery.Read).ToList();
        if (queries.Count == 0) throw CloudWatchErrors.Missing("MetricDataQueries");
        if (queries.Count > MaxQueries) throw CloudWatchErrors.Validation($"MetricDataQueries takes at most {MaxQueries} queries.");
        return queries.DistinctBy(query => query.Id).Count() == queries.Count
            ? queries : throw CloudWatchErrors.Validation("Two queries have the same Id.");
    }
}

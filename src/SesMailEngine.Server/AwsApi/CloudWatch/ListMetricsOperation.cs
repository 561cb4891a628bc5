using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>ListMetrics: by namespace, name and dimensions, in pages of 500.</summary>
internal sealed class ListMetricsOperation(IMetrics metrics, TimeProvider time)
{
    private const int PageSize = 500;
    private const string Token = "metrics";
    private static readonly TimeSpan Recently = TimeSpan.FromHours(3);

    /// <summary>Answers.</summary>
    public async Task<AnswerFields> ListAsync(CloudWatchInput input, CancellationToken cancellationToken)
    {
        input.RequireKnown("Namespace", "MetricName", "Dimensions", "NextToken", "RecentlyActive");
        var ns = input.Text("Namespace");
        var name = input.Text("MetricName");
        var filters = input.Structures("Dimensions").Select(filter => (Name: filter.Require("Name"), Value: filter.Text("Value"))).ToList();
        var recent = input.Text("RecentlyActive");
        if (recent is not (null or "PT3H")) throw CloudWatchErrors.Invalid("RecentlyActive must be PT3H.");
        var from = (int)Math.Min(PageToken.Read(input.Text("NextToken"), Token), int.MaxValue);
        await metrics.FlushAsync(cancellationToken);
        var found = new List<MetricKey>();
        foreach (var metric in metrics.List())
        {
            if (ns is not null && metric.Namespace != ns) continue;
            if (name is not null && metric.Name != name) continue;
            if (!filters.All(filter => metric.Dimensions.Any(
                pair => pair.Key == filter.Name && (filter.Value is null || pair.Value == filter.Value)))) continue;
            if (recent is null || await IsActiveAsync(metric, cancellationToken)) found.Add(metric);
        }
        var page = found.Skip(from).Take(PageSize).ToList();
        return new AnswerFields
        {
            { "Metrics", page.Select(MetricFields.Of).ToList() },
            { "NextToken", from + page.Count < found.Count && page.Count > 0 ? PageToken.Write(Token, from + page.Count) : null },
        };
    }

    private async Task<bool> IsActiveAsync(MetricKey metric, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await metrics.ReadAsync(metric, now - Recently, now, (int)Recently.TotalMinutes + 1, cancellationToken)).Count > 0;
    }
}

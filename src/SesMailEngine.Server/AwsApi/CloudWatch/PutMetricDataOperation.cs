using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>PutMetricData: values of a caller's own, by the minute; the number of metrics is bounded.</summary>
internal sealed class PutMetricDataOperation(IMetrics metrics, TimeProvider time)
{
    private const int MaxData = 1_000;
    private const int MaxValues = 150;
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(14);
    private static readonly TimeSpan Newest = TimeSpan.FromHours(2);

    /// <summary>Stores the values, all or none.</summary>
    public async Task PutAsync(CloudWatchInput input, CancellationToken cancellationToken)
    {
        input.RequireKnown("Namespace", "MetricData");
        var ns = input.Require("Namespace");
        if (ns.StartsWith("AWS/", StringComparison.Ordinal))
            throw CloudWatchErrors.Invalid("The value AWS/ for parameter Namespace is invalid: namespaces of AWS cannot be written.");
        var data = input.Structures("MetricData");
        if (data.Count == 0) throw CloudWatchErrors.Missing("MetricData");
        if (data.Count > MaxData) throw CloudWatchErrors.Invalid($"MetricData takes at most {MaxData} metrics.");
        var writes = data.Select(datum => Read(ns, datum)).ToList();
        try
        {
            await metrics.AddAsync(writes, cancellationToken);
        }
        catch (PortException error) when (error.ErrorName == "LimitExceeded")
        {
            throw CloudWatchErrors.LimitExceeded(error.Message);
        }
    }

    private MetricWrite Read(string ns, CloudWatchInput datum)
    {
        datum.RequireKnown("MetricName", "Dimensions", "Timestamp", "Value", "StatisticValues", "Values", "Counts", "Unit", "StorageResolution");
        if (datum.Number("StorageResolution") is not (null or 60))
            throw CloudWatchErrors.Invalid("StorageResolution must be 60: this host keeps values by the minute.");
        var now = time.GetUtcNow();
        var at = datum.Time("Timestamp") ?? now;
        if (at < now - Oldest || at > now + Newest)
            throw CloudWatchErrors.Invalid("The parameter Timestamp must be within the last two weeks, or at most two hours ahead.");
        return new(
            new MetricKey(ns, datum.Require("MetricName"), datum.Dimensions()), datum.Limited("Unit", 30) ?? "None",
            at.ToUnixTimeSeconds() / 60, Values(datum));
    }

    private static MetricValues Values(CloudWatchInput datum)
    {
        var values = datum.Reals("Values");
        var counts = datum.Reals("Counts");
        var set = datum.Structure("StatisticValues");
        var value = datum.Real("Value");
        if ((value is null ? 0 : 1) + (set is null ? 0 : 1) + (values.Count == 0 ? 0 : 1) != 1)
            throw CloudWatchErrors.Combination("Exactly one of Value, Values and StatisticValues must be given.");
        if (value is { } one) return MetricValues.Of(one);
        if (set is not null) return Set(set);
        if (values.Count > MaxValues || (counts.Count > 0 && counts.Count != values.Count))
            throw CloudWatchErrors.Invalid($"Values takes at most {MaxValues} values, and Counts as many.");
        var sum = default(MetricValues);
        for (var i = 0; i < values.Count; i++) sum = sum.With(Times(values[i], counts.Count == 0 ? 1 : counts[i]));
        return sum;
    }

    private static MetricValues Times(double value, double count) => count is >= 1 and <= 1e12
        ? new((long)count, value * count, value, value) : throw CloudWatchErrors.Invalid("Counts must be at least 1.");

    private static MetricValues Set(CloudWatchInput set)
    {
        set.RequireKnown("SampleCount", "Sum", "Minimum", "Maximum");
        double Need(string name) => set.Real(name) ?? throw CloudWatchErrors.Missing(name);
        var samples = Need("SampleCount");
        if (samples is not (>= 1 and <= 1e12)) throw CloudWatchErrors.Invalid("SampleCount must be at least 1.");
        return new((long)samples, Need("Sum"), Need("Minimum"), Need("Maximum"));
    }
}

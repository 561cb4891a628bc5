using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>The names of <see cref="MetricStatistic"/>.</summary>
internal static class MetricStatistics
{
    /// <summary>Reads a name; null for one there is not, such as a percentile: this host keeps sums, not single values.</summary>
    public static MetricStatistic? Parse(string name) => name switch
    {
        "SampleCount" => MetricStatistic.SampleCount,
        "Average" => MetricStatistic.Average,
        "Sum" => MetricStatistic.Sum,
        "Minimum" => MetricStatistic.Minimum,
        "Maximum" => MetricStatistic.Maximum,
        _ => null,
    };
}

using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>A metric as answers show it.</summary>
internal static class MetricFields
{
    /// <summary>Namespace, name and dimensions.</summary>
    public static AnswerFields Of(MetricKey metric) => new()
    {
        { "Namespace", metric.Namespace },
        { "MetricName", metric.Name },
        { "Dimensions", Dimensions(metric) },
    };

    /// <summary>The dimensions.</summary>
    public static IReadOnlyList<AnswerFields> Dimensions(MetricKey metric) =>
        [.. metric.Dimensions.Select(pair => new AnswerFields { { "Name", pair.Key }, { "Value", pair.Value } })];
}

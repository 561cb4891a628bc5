namespace SesMailEngine.Embedded.Metrics;

/// <summary>What was measured in one period.</summary>
/// <param name="Start">When the period began.</param>
/// <param name="Values">The values; at least one.</param>
public readonly record struct MetricPoint(DateTimeOffset Start, MetricValues Values);

namespace SesMailEngine.Embedded.Metrics;

/// <summary>A metric's number in the data file, and its unit.</summary>
internal sealed record MetricRow(long Id, string Unit);

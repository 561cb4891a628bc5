namespace SesMailEngine.Embedded.Metrics;

/// <summary>Values of one metric and minute, to be added to what is there.</summary>
/// <param name="Key">The metric.</param>
/// <param name="Unit">Its unit, by CloudWatch's name; the first one stays.</param>
/// <param name="Minute">The minute, counted from 1970.</param>
/// <param name="Values">The values.</param>
public readonly record struct MetricWrite(MetricKey Key, string Unit, long Minute, MetricValues Values);

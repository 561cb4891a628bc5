namespace SesMailEngine.Server.Dashboard.Charts;

/// <summary>One column of a chart.</summary>
/// <param name="Label">What it is for: a day, an hour.</param>
/// <param name="Values">A value for each series.</param>
internal sealed record Column(string Label, IReadOnlyList<long> Values);

using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>The counters of one day.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Counts">The counters.</param>
public sealed record DayCounts(DateOnly Day, DailyCounts Counts);

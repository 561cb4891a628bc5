using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Statistics;

/// <summary>What came of comparing the daily counters with the records.</summary>
/// <param name="Records">How many records were read.</param>
/// <param name="ComparedFrom">The first UTC day that was compared; null when there is none. Of the days before it records have expired.</param>
/// <param name="DaysCompared">How many days were compared.</param>
/// <param name="DaysPassedOver">How many days have counters but were not compared.</param>
/// <param name="Differences">The counters that are off, in order of the day.</param>
/// <param name="Corrections">What to add to each day that stood still, so that it is right.</param>
public sealed record CounterReport(
    long Records, string? ComparedFrom, int DaysCompared, int DaysPassedOver, IReadOnlyList<CounterDifference> Differences,
    IReadOnlyDictionary<string, DailyCounts> Corrections)
{
    /// <summary>True when every counter compared is what the records add up to.</summary>
    public bool IsExact => Differences.Count == 0;
}

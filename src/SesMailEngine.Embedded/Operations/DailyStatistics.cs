using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded.Operations;

/// <summary>The counters of each day, from memory.</summary>
/// <param name="counters">The counters.</param>
internal sealed class DailyStatistics(DailyCounters counters) : IDailyStatistics
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<DayCounts>> GetAsync(DateOnly fromDay, DateOnly toDay, CancellationToken cancellationToken)
    {
        var days = toDay.DayNumber - fromDay.DayNumber + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, IDailyStatistics.MaxDays, nameof(fromDay));
        return Task.FromResult<IReadOnlyList<DayCounts>>(
            [.. Enumerable.Range(0, Math.Max(0, days)).Select(fromDay.AddDays)
                .Select(day => new DayCounts(day, counters.Of(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))))]);
    }
}

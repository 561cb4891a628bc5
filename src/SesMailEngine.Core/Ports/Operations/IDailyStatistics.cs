namespace SesMailEngine.Core.Ports.Operations;

/// <summary>The counters over days. Throws <see cref="PortException"/> when the store does not answer.</summary>
public interface IDailyStatistics
{
    /// <summary>The most days asked for at once.</summary>
    const int MaxDays = 366;

    /// <summary>Each day of the range, the oldest first, days without mail too. Small and bounded whatever the volume.</summary>
    /// <param name="fromDay">The first UTC day, inclusive.</param>
    /// <param name="toDay">The last UTC day, inclusive; at most <see cref="MaxDays"/> days.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<DayCounts>> GetAsync(DateOnly fromDay, DateOnly toDay, CancellationToken cancellationToken);
}

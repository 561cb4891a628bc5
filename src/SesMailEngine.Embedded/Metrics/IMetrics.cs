using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Metrics;

/// <summary>
/// What this host measures of itself and what clients give it, per minute, kept for <see cref="Retention"/>. Counting is in memory and O(1);
/// the file is written once a minute.
/// </summary>
public interface IMetrics
{
    /// <summary>How long a minute's values are kept, as CloudWatch keeps them.</summary>
    static readonly TimeSpan Retention = TimeSpan.FromDays(15);

    /// <summary>The counter of a metric, always the same one; ask once and keep it.</summary>
    MetricCounter Counter(MetricKey key, string unit);

    /// <summary>Adds values to minutes of the past.</summary>
    /// <exception cref="PortException">Not stored; <c>LimitExceeded</c> when there are too many metrics already.</exception>
    Task AddAsync(IReadOnlyList<MetricWrite> writes, CancellationToken cancellationToken);

    /// <summary>Writes what the counters hold, so that reads see it.</summary>
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>The metrics there are, sorted.</summary>
    IReadOnlyList<MetricKey> List();

    /// <summary>A metric's unit; null when there is no such metric.</summary>
    string? UnitOf(MetricKey key);

    /// <summary>
    /// The values of a metric from <paramref name="from"/>, in periods, oldest first; periods without values are left out.
    /// </summary>
    /// <param name="key">The metric.</param>
    /// <param name="from">Where the first period begins, a whole minute.</param>
    /// <param name="until">Where the last ends.</param>
    /// <param name="period">A period's length in minutes.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<MetricPoint>> ReadAsync(
        MetricKey key, DateTimeOffset from, DateTimeOffset until, int period, CancellationToken cancellationToken);
}

using System.Collections.Concurrent;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Metrics;

/// <summary>The metrics: counters in memory, minutes in the data file.</summary>
internal sealed class MetricStore : IMetrics
{
    private readonly ConcurrentDictionary<MetricKey, MetricCounter> _counters = new();
    private readonly Store _store;
    private readonly MetricTable _table;
    private readonly TimeProvider _clock;

    /// <summary>Reads which metrics there are. Before the writer starts.</summary>
    public MetricStore(Store store, TimeProvider clock)
    {
        _store = store;
        _clock = clock;
        _table = new MetricTable(store.Writer.Database);
    }

    /// <inheritdoc/>
    public MetricCounter Counter(MetricKey key, string unit) => _counters.GetOrAdd(key, _ => new(key, unit, _clock));

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<MetricWrite> writes, CancellationToken cancellationToken) =>
        writes.Count == 0 ? Task.CompletedTask : _store.Writer.RunAsync(new MetricItem(_table, writes, Added), cancellationToken);

    /// <inheritdoc/>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var writes = new List<MetricWrite>();
        foreach (var counter in _counters.Values) counter.Drain(writes);
        // What the disk does not take is gone: measuring must not cost memory that grows. Once handed over it is seen through.
        return AddAsync(writes, CancellationToken.None);
    }

    /// <inheritdoc/>
    public IReadOnlyList<MetricKey> List() =>
    [
        .. _table.Rows.Keys.OrderBy(key => key.Namespace, StringComparer.Ordinal).ThenBy(key => key.Name, StringComparer.Ordinal)
            .ThenBy(key => key.DimensionText, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public string? UnitOf(MetricKey key) => _table.Rows.GetValueOrDefault(key)?.Unit;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MetricPoint>> ReadAsync(
        MetricKey key, DateTimeOffset from, DateTimeOffset until, int period, CancellationToken cancellationToken)
    {
        if (!_table.Rows.TryGetValue(key, out var row)) return [];
        return await _store.Readers.ReadAsync(
            MetricTable.Read, (row.Id, MinuteOf(from), (until.ToUnixTimeSeconds() + 59) / 60, period), cancellationToken);
    }

    /// <summary>Deletes what is past its retention.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        var before = MinuteOf(_clock.GetUtcNow() - IMetrics.Retention);
        foreach (var row in _table.Rows.Values)
            await _store.Writer.RunAsync(() => _table.Clear(row, before), null, cancellationToken);
    }

    /// <summary>The minute of a time, counted from 1970.</summary>
    public static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;

    private void Added(IReadOnlyList<KeyValuePair<MetricKey, MetricRow>> rows)
    {
        foreach (var (key, row) in rows) _table.Rows.TryAdd(key, row);
    }
}

using System.Collections.Concurrent;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>Metrics in memory.</summary>
internal sealed class FakeMetrics(TimeProvider time) : IMetrics
{
    private readonly ConcurrentDictionary<MetricKey, MetricCounter> _counters = new();
    private readonly ConcurrentDictionary<(MetricKey Key, long Minute), MetricValues> _values = new();
    private readonly ConcurrentDictionary<MetricKey, string> _units = new();

    public MetricCounter Counter(MetricKey key, string unit) => _counters.GetOrAdd(key, _ => new(key, unit, time));

    public Task AddAsync(IReadOnlyList<MetricWrite> writes, CancellationToken cancellationToken)
    {
        foreach (var write in writes)
        {
            _units.TryAdd(write.Key, write.Unit);
            _values.AddOrUpdate((write.Key, write.Minute), write.Values, (_, old) => old.With(write.Values));
        }
        return Task.CompletedTask;
    }

    public Task FlushAsync(CancellationToken cancellationToken)
    {
        var writes = new List<MetricWrite>();
        foreach (var counter in _counters.Values) counter.Drain(writes);
        return AddAsync(writes, cancellationToken);
    }

    public IReadOnlyList<MetricKey> List() => [.. _units.Keys.OrderBy(key => (key.Namespace, key.Name))];

    public string? UnitOf(MetricKey key) => _units.GetValueOrDefault(key);

    public Task<IReadOnlyList<MetricPoint>> ReadAsync(
        MetricKey key, DateTimeOffset from, DateTimeOffset until, int period, CancellationToken cancellationToken)
    {
        var first = from.ToUnixTimeSeconds() / 60;
        var last = (until.ToUnixTimeSeconds() + 59) / 60;
        var points = _values.Where(pair => pair.Key.Key == key && pair.Key.Minute >= first && pair.Key.Minute < last)
            .GroupBy(pair => (pair.Key.Minute - first) / period).OrderBy(group => group.Key)
            .Select(group => new MetricPoint(
                DateTimeOffset.FromUnixTimeSeconds((first + (group.Key * period)) * 60),
                group.Aggregate(default(MetricValues), (sum, pair) => sum.With(pair.Value))));
        return Task.FromResult<IReadOnlyList<MetricPoint>>([.. points]);
    }
}

namespace SesMailEngine.Embedded.Metrics;

/// <summary>
/// Takes the values of one metric in memory, minute by minute, until the store writes them. Cheap enough for every mail, and safe to
/// use from any number of threads.
/// </summary>
public sealed class MetricCounter
{
    // Minutes kept when nobody comes for them.
    private const int MaxMinutes = 120;

    private readonly Lock _gate = new();
    private readonly Queue<(long Minute, MetricValues Values)> _earlier = new();
    private readonly TimeProvider _clock;
    private long _minute;
    private MetricValues _values;

    /// <summary>A counter that nothing has been put in.</summary>
    /// <param name="key">The metric.</param>
    /// <param name="unit">Its unit, by CloudWatch's name.</param>
    /// <param name="clock">The clock, which says the minute.</param>
    public MetricCounter(MetricKey key, string unit, TimeProvider clock)
    {
        Key = key;
        Unit = unit;
        _clock = clock;
    }

    /// <summary>The metric.</summary>
    internal MetricKey Key { get; }

    /// <summary>Its unit.</summary>
    internal string Unit { get; }

    /// <summary>Counts one.</summary>
    public void Count() => Add(1);

    /// <summary>Takes a value.</summary>
    public void Add(double value)
    {
        var minute = _clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        lock (_gate)
        {
            if (minute != _minute) Close(minute);
            _values = _values.With(MetricValues.Of(value));
        }
    }

    /// <summary>Hands over all that was taken since the last time.</summary>
    public void Drain(List<MetricWrite> writes)
    {
        lock (_gate)
        {
            Close(_minute);
            while (_earlier.TryDequeue(out var taken)) writes.Add(new(Key, Unit, taken.Minute, taken.Values));
        }
    }

    private void Close(long next)
    {
        if (_values.Samples > 0)
        {
            if (_earlier.Count == MaxMinutes) _earlier.Dequeue();
            _earlier.Enqueue((_minute, _values));
        }
        _minute = next;
        _values = default;
    }
}

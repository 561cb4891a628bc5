namespace SesMailEngine.Embedded.Metrics;

/// <summary>What a metric is known by, as CloudWatch has it: namespace, name and dimensions.</summary>
public sealed record MetricKey
{
    private const char Separator = '\u001F';

    private readonly string _dimensions;

    /// <summary>A metric. The order of the dimensions does not matter.</summary>
    /// <param name="ns">The namespace, for example <c>AWS/SES</c>.</param>
    /// <param name="name">The name, for example <c>Send</c>.</param>
    /// <param name="dimensions">Names with their values; none for a metric of the whole account. No control characters.</param>
    public MetricKey(string ns, string name, params IEnumerable<KeyValuePair<string, string>> dimensions)
        : this(ns, name, string.Join(Separator, dimensions
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value })))
    {
    }

    private MetricKey(string ns, string name, string dimensions)
    {
        Namespace = ns;
        Name = name;
        _dimensions = dimensions;
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The dimensions, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions
    {
        get
        {
            if (_dimensions.Length == 0) return [];
            var parts = _dimensions.Split(Separator);
            return [.. parts.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];
        }
    }

    /// <summary>The dimensions as one text that is the same for the same dimensions.</summary>
    internal string DimensionText => _dimensions;

    /// <summary>The metric whose parts were written to the data file.</summary>
    internal static MetricKey Read(string ns, string name, string dimensionText) => new(ns, name, dimensionText);
}

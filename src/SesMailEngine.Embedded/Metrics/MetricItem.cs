using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Metrics;

/// <summary>Writes values to their minutes. The result: the metrics that are new.</summary>
internal sealed class MetricItem(MetricTable table, IReadOnlyList<MetricWrite> writes, Action<IReadOnlyList<KeyValuePair<MetricKey, MetricRow>>> added)
    : WriteItem<bool>
{
    private readonly Dictionary<MetricKey, MetricRow> _new = [];

    /// <inheritdoc/>
    public override void Run()
    {
        _new.Clear();
        foreach (var write in writes) table.Add(write, _new);
        Result = true;
    }

    /// <inheritdoc/>
    public override void Committed() => added([.. _new]);
}

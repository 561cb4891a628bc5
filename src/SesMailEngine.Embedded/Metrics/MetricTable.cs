using System.Collections.Concurrent;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Metrics;

/// <summary>The rows of metrics, as the writer's thread writes them.</summary>
internal sealed class MetricTable
{
    /// <summary>Metrics at most; each costs a row a minute while it is measured.</summary>
    public const int MaxMetrics = 2_000;

    private readonly Database _database;
    private readonly Statement _insert;
    private readonly Statement _add;
    private readonly Statement _clear;

    /// <summary>Reads which metrics there are.</summary>
    public MetricTable(Database database)
    {
        _database = database;
        _insert = database.Prepare(
            "INSERT INTO metric (namespace, name, dimensions, unit) VALUES (?1, ?2, ?3, ?4) RETURNING id");
        _add = database.Prepare("""
            INSERT INTO metric_point VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (metric, minute) DO UPDATE SET
            samples = samples + excluded.samples, sum = sum + excluded.sum,
            min = min(min, excluded.min), max = max(max, excluded.max)
            """);
        _clear = database.Prepare("DELETE FROM metric_point WHERE metric = ?1 AND minute < ?2");
        var all = database.Prepare("SELECT id, namespace, name, dimensions, unit FROM metric");
        while (all.Step()) Rows[MetricKey.Read(all.Text(1), all.Text(2), all.Text(3))] = new(all.Long(0), all.Text(4));
    }

    /// <summary>The metrics that are in the file for certain.</summary>
    public ConcurrentDictionary<MetricKey, MetricRow> Rows { get; } = new();

    /// <summary>Adds values to a minute; a metric that is not there yet goes to <paramref name="added"/>, too.</summary>
    public void Add(MetricWrite write, Dictionary<MetricKey, MetricRow> added)
    {
        var row = Rows.GetValueOrDefault(write.Key) ?? added.GetValueOrDefault(write.Key);
        if (row is null)
        {
            if (Rows.Count + added.Count >= MaxMetrics)
                throw new PortException($"This host keeps at most {MaxMetrics} metrics.", false, "LimitExceeded");
            _insert.Bind(1, write.Key.Namespace).Bind(2, write.Key.Name).Bind(3, write.Key.DimensionText).Bind(4, write.Unit).Step();
            row = new(_insert.Long(0), write.Unit);
            _insert.Reset();
            added.Add(write.Key, row);
        }
        _add.Bind(1, row.Id).Bind(2, write.Minute).Bind(3, write.Values.Samples).BindReal(4, write.Values.Sum)
            .BindReal(5, write.Values.Min).BindReal(6, write.Values.Max).Run();
    }

    /// <summary>Deletes the values of a metric before a minute; how many minutes.</summary>
    public int Clear(MetricRow row, long minute)
    {
        _clear.Bind(1, row.Id).Bind(2, minute).Run();
        return _database.Changes;
    }

    /// <summary>Reads a metric's values in periods, see <see cref="IMetrics.ReadAsync"/>.</summary>
    public static IReadOnlyList<MetricPoint> Read(Reader reader, (long Id, long From, long Until, int Period) wanted)
    {
        var statement = reader.Prepare("""
            SELECT (minute - ?2) / ?4 AS period, sum(samples), sum(sum), min(min), max(max) FROM metric_point
            WHERE metric = ?1 AND minute >= ?2 AND minute < ?3 GROUP BY period ORDER BY period
            """);
        statement.Bind(1, wanted.Id).Bind(2, wanted.From).Bind(3, wanted.Until).Bind(4, (long)wanted.Period);
        var points = new List<MetricPoint>();
        while (statement.Step())
        {
            var start = DateTimeOffset.FromUnixTimeSeconds((wanted.From + (statement.Long(0) * wanted.Period)) * 60);
            points.Add(new(start, new(statement.Long(1), statement.Real(2), statement.Real(3), statement.Real(4))));
        }
        return points;
    }
}

using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>The rows of alarms and of their history.</summary>
internal sealed class AlarmTable
{
    private const string Columns = "id, at, alarm, type, summary, data";

    private readonly Database _database;
    private readonly Statement _put;
    private readonly Statement _delete;
    private readonly Statement _addHistory;
    private readonly Statement _clearHistory;

    /// <summary>Prepares the statements.</summary>
    public AlarmTable(Database database)
    {
        _database = database;
        _put = database.Prepare("INSERT OR REPLACE INTO alarm VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        _delete = database.Prepare("DELETE FROM alarm WHERE name = ?1");
        _addHistory = database.Prepare("INSERT INTO alarm_history (at, alarm, type, summary, data) VALUES (?1, ?2, ?3, ?4, ?5)");
        _clearHistory = database.Prepare(
            "DELETE FROM alarm_history WHERE at < ?1 OR id <= (SELECT max(id) FROM alarm_history) - ?2");
    }

    /// <summary>What is in the file.</summary>
    public IReadOnlyList<AlarmRow> All()
    {
        var rows = new List<AlarmRow>();
        var all = _database.Prepare("SELECT * FROM alarm");
        while (all.Step())
        {
            var status = new AlarmStatus(
                State(all.Text(2)), all.Text(3), all.TextOrNull(4), Time(all.Long(5)), Time(all.Long(6)));
            rows.Add(new(
                all.Text(0), all.TextOrNull(1) is { } definition ? AlarmDefinitionJson.Read(definition) : null, status, State(all.Text(7))));
        }
        return rows;
    }

    /// <summary>Writes an alarm.</summary>
    public void Put(Alarm alarm)
    {
        var (definition, status) = alarm;
        _put.Bind(1, definition.Name).Bind(2, alarm.IsChanged ? AlarmDefinitionJson.Write(definition) : null)
            .Bind(3, status.State.ToWireName()).Bind(4, status.Reason).Bind(5, status.ReasonData)
            .Bind(6, status.UpdatedAt.ToUnixTimeMilliseconds()).Bind(7, status.TransitionedAt.ToUnixTimeMilliseconds())
            .Bind(8, alarm.Told.ToWireName()).Run();
    }

    /// <summary>Deletes an alarm.</summary>
    public void Delete(string name) => _delete.Bind(1, name).Run();

    /// <summary>Adds a line to the history; its number is the file's choice.</summary>
    public void AddHistory(AlarmHistoryItem item) =>
        _addHistory.Bind(1, item.At.ToUnixTimeMilliseconds()).Bind(2, item.Alarm).Bind(3, item.Type.ToString())
            .Bind(4, item.Summary).Bind(5, item.Data).Run();

    /// <summary>Deletes the history before a time, and the oldest of too many lines.</summary>
    public int ClearHistory(DateTimeOffset before, long keep)
    {
        _clearHistory.Bind(1, before.ToUnixTimeMilliseconds()).Bind(2, keep).Run();
        return _database.Changes;
    }

    /// <summary>Reads the history.</summary>
    public static IReadOnlyList<AlarmHistoryItem> Read(Reader reader, AlarmHistoryQuery query)
    {
        var order = query.Ascending ? "ASC" : "DESC";
        var behind = query.Ascending ? "id > ?5" : "id < ?5";
        var statement = reader.Prepare($"""
            SELECT {Columns} FROM alarm_history WHERE {(query.Alarm is null ? "?1 IS NULL" : "alarm = ?1")} AND (?2 IS NULL OR type = ?2)
            AND at >= ?3 AND at <= ?4 AND {behind} ORDER BY id {order} LIMIT ?6
            """);
        statement.Bind(1, query.Alarm).Bind(2, query.Type?.ToString())
            .Bind(3, query.From?.ToUnixTimeMilliseconds() ?? 0).Bind(4, query.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue)
            .Bind(5, query.After ?? (query.Ascending ? 0 : long.MaxValue)).Bind(6, (long)query.Limit);
        var items = new List<AlarmHistoryItem>();
        while (statement.Step())
        {
            items.Add(new(
                statement.Long(0), Time(statement.Long(1)), statement.Text(2), Enum.Parse<AlarmHistoryType>(statement.Text(3)),
                statement.Text(4), statement.Text(5)));
        }
        return items;
    }

    private static AlarmState State(string name) => AlarmStates.Parse(name) ?? AlarmState.InsufficientData;

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>
/// The records as the writer sees them: the group's own changes, then the cache, then the file. What a group changes is
/// written once at its end, however often it changed.
/// </summary>
internal sealed class RecordTable : IGroupMember, IDisposable
{
    private readonly RecordCache _cache;
    private readonly DailyCounters _counters;
    private readonly RecordDocument _document = new();
    private readonly Dictionary<string, Change> _changes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private readonly Statement _select;
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _updateWithSesId;
    private readonly Statement _delete;
    private readonly Statement _lookForExpired;
    private long _nextSequence;

    /// <summary>Prepares the statements.</summary>
    public RecordTable(Database database, RecordCache cache, DailyCounters counters)
    {
        _cache = cache;
        _counters = counters;
        _select = database.Prepare($"SELECT {RecordRow.Columns} FROM record WHERE email_id = ?1");
        _insert = database.Prepare("INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        _update = database.Prepare("UPDATE record SET doc = ?2, ttl = ?3 WHERE seq = ?1");
        _updateWithSesId = database.Prepare("UPDATE record SET doc = ?2, ttl = ?3, ses_id = ?4 WHERE seq = ?1");
        _delete = database.Prepare("DELETE FROM record WHERE seq = ?1");
        _lookForExpired = database.Prepare("SELECT seq, ttl, email_id FROM record WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        _nextSequence = (database.Number("SELECT max(seq) FROM record") ?? 0) + 1;
    }

    /// <summary>The record of an id as of now in this group; one that has expired is removed, and null.</summary>
    public TrackingRecord? FindLiving(string emailId, TimeProvider clock)
    {
        if (FindRow(emailId) is not { } row) return null;
        if (!IsExpired(row.Record, clock)) return row.Record;
        Remove(row);
        return null;
    }

    /// <summary>True when a record's time has passed.</summary>
    public static bool IsExpired(TrackingRecord record, TimeProvider clock) =>
        record.Ttl is { } ttl && ttl <= clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Writes a record that is not there yet.</summary>
    public void Add(TrackingRecord record)
    {
        _counters.Count(null, record);
        _changes[record.EmailId] = new(new RecordRow(_nextSequence++, record), IsNew: true, HasNewSesId: false);
    }

    /// <summary>Writes the next state of a record that is there.</summary>
    public void Replace(TrackingRecord before, TrackingRecord after)
    {
        var known = _changes.GetValueOrDefault(after.EmailId);
        var row = known?.Row ?? FindRow(after.EmailId)
            ?? throw new InvalidOperationException("A record must be there to be replaced.");
        _counters.Count(before, after);
        var newSesId = known is { HasNewSesId: true }
            || !string.Equals(row.Record.SesMessageId, after.SesMessageId, StringComparison.Ordinal);
        _changes[after.EmailId] = new(row with { Record = after }, known is { IsNew: true }, newSesId);
    }

    /// <summary>Removes the expired among the next rows after <paramref name="after"/>. Counters stay: they tell what happened.</summary>
    /// <param name="after">The row to begin after.</param>
    /// <param name="now">Epoch seconds.</param>
    /// <param name="limit">Rows to look at, at most.</param>
    public ExpiryResult RemoveExpired(long after, long now, int limit)
    {
        var expired = new List<(long Sequence, string EmailId)>();
        var (last, looked) = (after, 0);
        _lookForExpired.Bind(1, after).Bind(2, limit);
        while (_lookForExpired.Step())
        {
            looked++;
            last = _lookForExpired.Long(0);
            if (_lookForExpired.LongOrNull(1) <= now) expired.Add((last, _lookForExpired.Text(2)));
        }
        var removed = 0;
        foreach (var (sequence, emailId) in expired)
        {
            if (_changes.ContainsKey(emailId)) continue;
            _removed.Add(emailId);
            _delete.Bind(1, sequence).Run();
            removed++;
        }
        return new(last, looked, removed);
    }

    /// <inheritdoc/>
    public void BeforeCommit()
    {
        foreach (var change in _changes.Values)
        {
            var record = change.Row.Record;
            var document = _document.Write(record);
            if (change.IsNew)
            {
                var isFirst = string.Equals(record.OriginalEmailId, record.EmailId, StringComparison.Ordinal);
                _insert.Bind(1, change.Row.Sequence).Bind(2, record.EmailId)
                    .Bind(3, record.Timestamp.ToUnixTimeMilliseconds()).Bind(4, record.Ttl).Bind(5, record.ToEmail)
                    .Bind(6, isFirst ? null : record.OriginalEmailId).Bind(7, record.SesMessageId).BindBlob(8, document)
                    .Run();
                continue;
            }
            var update = change.HasNewSesId ? _updateWithSesId.Bind(4, record.SesMessageId) : _update;
            update.Bind(1, change.Row.Sequence).BindBlob(2, document).Bind(3, record.Ttl).Run();
        }
    }

    /// <inheritdoc/>
    public void Committed()
    {
        foreach (var emailId in _removed) _cache.Remove(emailId);
        foreach (var change in _changes.Values) _cache.Put(change.Row);
        Forget();
    }

    /// <inheritdoc/>
    public void RolledBack() => Forget();

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private void Forget()
    {
        _changes.Clear();
        _removed.Clear();
    }

    // At once in the file: the id may come again in this very group.
    private void Remove(RecordRow row)
    {
        _changes.Remove(row.Record.EmailId);
        _removed.Add(row.Record.EmailId);
        _delete.Bind(1, row.Sequence).Run();
    }

    private RecordRow? FindRow(string emailId)
    {
        if (_changes.TryGetValue(emailId, out var change)) return change.Row;
        if (!_removed.Contains(emailId) && _cache.Find(emailId) is { } cached) return cached;
        RecordRow? row = null;
        if (_select.Bind(1, emailId).Step())
        {
            row = RecordRow.Read(_select);
            _select.Reset();
        }
        return row;
    }

    private sealed record Change(RecordRow Row, bool IsNew, bool HasNewSesId);
}

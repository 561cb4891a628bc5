using SQLitePCL;

namespace SesMailEngine.Embedded.Sqlite;

/// <summary>
/// One connection to the data file, used by one thread at a time. Talks to SQLite directly: at tens of thousands of
/// statements a second the layers of ADO.NET would cost more than the statements.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    /// <summary>Opens the file, making it when there is none and <paramref name="readOnly"/> is false.</summary>
    public Database(string path, bool readOnly, int cacheKilobytes)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX
            | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(path, out _handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var text = raw.sqlite3_errmsg(_handle).utf8_to_string();
            _handle.Dispose();
            throw new DatabaseFailure(code, text);
        }
        Execute("PRAGMA busy_timeout = 10000");
        Execute($"PRAGMA cache_size = -{cacheKilobytes}");
        Execute("PRAGMA temp_store = MEMORY");
    }

    /// <summary>Runs statements that give no rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Compiles a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        const uint Persistent = 1; // SQLITE_PREPARE_PERSISTENT
        Check(raw.sqlite3_prepare_v3(_handle, sql, Persistent, out var statement));
        var result = new Statement(this, statement);
        _statements.Add(result);
        return result;
    }

    /// <summary>The first column of the first row as a number; null for no row.</summary>
    public long? Number(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var prepared));
        using var statement = new Statement(this, prepared);
        return statement.Step() ? statement.Long(0) : null;
    }

    /// <summary>Rows the last statement inserted, changed or deleted.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Pages this connection wrote to the log since it was opened.</summary>
    public int PagesWritten
    {
        get
        {
            const int CacheWrite = 9; // SQLITE_DBSTATUS_CACHE_WRITE
            Check(raw.sqlite3_db_status(_handle, CacheWrite, out var written, out _, 0));
            return written;
        }
    }

    /// <summary>Ends every walk that was left open.</summary>
    public void ResetStatements()
    {
        foreach (var statement in _statements) statement.Reset();
    }

    /// <summary>True outside a transaction: SQLite rolls back by itself after some errors.</summary>
    public bool IsAutoCommit => raw.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>Copies the log into the data file; tells the frames in the log and how many of them were copied.</summary>
    public (int Frames, int Copied) Checkpoint(bool truncate)
    {
        var mode = truncate ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE;
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, null, mode, out var frames, out var copied);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_BUSY)) Check(code);
        return (frames, copied);
    }

    /// <summary>Throws unless <paramref name="code"/> is good.</summary>
    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new DatabaseFailure(code, raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _statements.Clear();
        _handle.Dispose();
    }
}

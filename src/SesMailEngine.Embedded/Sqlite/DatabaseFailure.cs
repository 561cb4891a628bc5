using SesMailEngine.Core.Ports;
using SQLitePCL;

namespace SesMailEngine.Embedded.Sqlite;

/// <summary>SQLite said no. Inside this folder only: callers get a <see cref="PortException"/>.</summary>
internal sealed class DatabaseFailure(int code, string message) : Exception(message)
{
    /// <summary>The error name of a file that is no longer what SQLite wrote.</summary>
    public const string DamagedName = "Damaged";

    /// <summary>The primary result code (https://www.sqlite.org/rescode.html).</summary>
    public int Code { get; } = code & 0xff;

    /// <summary>True when the transaction is lost, not only the statement.</summary>
    public bool EndsTransaction => Code is not (raw.SQLITE_CONSTRAINT or raw.SQLITE_ERROR or raw.SQLITE_MISMATCH
        or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE or raw.SQLITE_MISUSE);

    /// <summary>What a caller is told.</summary>
    public PortException ToPortException() => Code switch
    {
        raw.SQLITE_FULL => new("The data folder's disk is full: nothing was stored. Free some space; work goes on by itself.",
            true, "DiskFull", this),
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => new($"The data file could not be read or written: {Message}.",
            true, "InputOutputError", this),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new("The data file may not be written: check the folder's permissions.",
            true, "ReadOnly", this),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_INTERRUPT
            => new($"The data file is busy: {Message}.", true, "Busy", this),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new("The data file is damaged: stop the host, restore the data folder from a copy, and start it again.",
            false, DamagedName, this),
        _ => new($"The data file refused a statement: {Message}.", false, "StatementRefused", this),
    };
}

using System.Buffers;
using System.Text;
using SQLitePCL;

namespace SesMailEngine.Embedded.Sqlite;

/// <summary>A compiled statement. Parameters count from 1, columns from 0.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Binds a number.</summary>
    public Statement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    /// <summary>Binds a number, or NULL.</summary>
    public Statement Bind(int index, long? value)
    {
        if (value is { } number) return Bind(index, number);
        database.Check(raw.sqlite3_bind_null(handle, index));
        return this;
    }

    /// <summary>Binds a number with a fraction.</summary>
    public Statement BindReal(int index, double value)
    {
        database.Check(raw.sqlite3_bind_double(handle, index, value));
        return this;
    }

    /// <summary>Binds text, or NULL.</summary>
    public Statement Bind(int index, string? value)
    {
        if (value is null)
        {
            database.Check(raw.sqlite3_bind_null(handle, index));
            return this;
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = null;
        var buffer = most <= 768 ? stackalloc byte[768] : rented = ArrayPool<byte>.Shared.Rent(most);
        var length = Encoding.UTF8.GetBytes(value, buffer);
        BindText(index, buffer[..length]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>Binds UTF-8 text.</summary>
    public Statement BindText(int index, ReadOnlySpan<byte> utf8)
    {
        // An empty span may have no address, and SQLite takes that for NULL.
        if (utf8.IsEmpty) utf8 = "\0"u8[..0];
        database.Check(raw.sqlite3_bind_text(handle, index, utf8));
        return this;
    }

    /// <summary>Binds bytes.</summary>
    public Statement BindBlob(int index, ReadOnlySpan<byte> bytes)
    {
        database.Check(raw.sqlite3_bind_blob(handle, index, bytes));
        return this;
    }

    /// <summary>Goes to the next row; false, and reset, when there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE)
        {
            raw.sqlite3_reset(handle);
            return false;
        }
        var failure = FailureOf(code);
        raw.sqlite3_reset(handle);
        throw failure;
    }

    /// <summary>Runs to the end and resets.</summary>
    public void Run()
    {
        while (Step()) { }
    }

    /// <summary>Ends a walk before its last row.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    /// <summary>True for NULL.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>A number.</summary>
    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>A number with a fraction.</summary>
    public double Real(int column) => raw.sqlite3_column_double(handle, column);

    /// <summary>A number, or null.</summary>
    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    /// <summary>Text or bytes, valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>Text.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    /// <summary>Text, or null.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private DatabaseFailure FailureOf(int code)
    {
        try
        {
            database.Check(code);
        }
        catch (DatabaseFailure failure)
        {
            return failure;
        }
        return new DatabaseFailure(code, "unexpected result");
    }
}

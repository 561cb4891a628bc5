namespace SesMailEngine.Embedded.Sqlite;

/// <summary>A connection for reading with its compiled statements.</summary>
internal sealed class Reader(Database database) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = [];

    /// <summary>The statement for a text, compiled once.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = database.Prepare(sql);
            _statements.Add(sql, statement);
        }
        return statement;
    }

    /// <summary>Begins a read: all its statements see the same state.</summary>
    public void Begin() => Prepare("BEGIN").Run();

    /// <summary>Ends it.</summary>
    public void End()
    {
        database.ResetStatements();
        Prepare("COMMIT").Run();
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();
}

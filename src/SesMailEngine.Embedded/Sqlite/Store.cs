namespace SesMailEngine.Embedded.Sqlite;

/// <summary>The data file, opened: its writer and its readers.</summary>
internal sealed class Store : IAsyncDisposable
{
    /// <summary>The name of the data file in the data folder.</summary>
    public const string FileName = "sesmailengine.db";

    private const int WriterCacheKilobytes = 49_152;
    private const int ReaderCount = 3;

    private Store(GroupWriter writer, ReadPool readers, StoreHealth health)
    {
        Health = health;
        Writer = writer;
        Readers = readers;
    }

    /// <summary>Whether the file can be used.</summary>
    public StoreHealth Health { get; }

    /// <summary>The one writer.</summary>
    public GroupWriter Writer { get; }

    /// <summary>The readers.</summary>
    public ReadPool Readers { get; }

    /// <summary>Opens or makes the data file of a folder and brings its schema up to date. The writer is not started yet.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="tell">Called with one line when the file cannot be used for a while, and when it can again.</param>
    /// <exception cref="Core.Ports.PortException">The file cannot be used.</exception>
    public static Store Open(string folder, Action<string>? tell = null)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        Database? database = null;
        var checkpointer = new Checkpointer(path);
        try
        {
            database = new Database(path, readOnly: false, WriterCacheKilobytes);
            database.Execute("PRAGMA page_size = 4096");
            database.Execute("PRAGMA journal_mode = WAL");
            // Each commit is on the disk, not only with the operating system, before anyone is told.
            database.Execute("PRAGMA synchronous = FULL");
            database.Execute("PRAGMA wal_autocheckpoint = 0");
            database.Execute("PRAGMA journal_size_limit = 67108864");
            SchemaUpgrade.Apply(database);
            checkpointer.AtStart(database);
        }
        catch (DatabaseFailure failure)
        {
            database?.Dispose();
            throw failure.ToPortException();
        }
        var health = new StoreHealth(tell);
        return new Store(new GroupWriter(database, checkpointer, health), new ReadPool(path, ReaderCount, health), health);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Readers.Dispose();
        await Writer.DisposeAsync();
    }
}

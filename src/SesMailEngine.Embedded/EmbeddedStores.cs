using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Sqlite;
using SesMailEngine.Embedded.Suppression;
using SesMailEngine.Embedded.Tables;
using SesMailEngine.Embedded.Tracking;

namespace SesMailEngine.Embedded;

/// <summary>Everything the embedded host keeps in its data folder, opened. One process at a time has a folder open.</summary>
public sealed class EmbeddedStores : IAsyncDisposable
{
    private const int CachedRecordsPerGeneration = 8192;

    private readonly DataFolderLock _lock;
    private readonly Store _store;
    private readonly RecordTable _records;

    private EmbeddedStores(EmbeddedOptions options, DataFolderLock folderLock, Store store)
    {
        Options = options;
        _lock = folderLock;
        _store = store;
        Ids = new UuidSource(options.Clock);
        var cache = new RecordCache(CachedRecordsPerGeneration);
        var counters = new DailyCounters(store.Writer.Database);
        _records = new RecordTable(store.Writer.Database, cache, counters);
        store.Writer.Join(_records);
        store.Writer.Join(counters);
        Tracking = new TrackingStore(store, _records, cache, counters, options.Clock);
        var suppression = new SuppressionStore(store);
        Suppression = suppression;
        Tables = new EmbeddedTables(store, suppression, counters);
    }

    /// <summary>What was asked for.</summary>
    public EmbeddedOptions Options { get; }

    /// <summary>Makes ids.</summary>
    public IIdSource Ids { get; }

    /// <summary>The tracking records.</summary>
    public ITrackingStore Tracking { get; }

    /// <summary>The suppression list.</summary>
    public ISuppressionStore Suppression { get; }

    /// <summary>The tables, as the DynamoDB endpoint reads them.</summary>
    public ITables Tables { get; }

    /// <summary>Opens a data folder, making what is not there.</summary>
    /// <exception cref="PortException">The folder is in use by another process, or cannot be used; the message says so in one line.</exception>
    public static Task<EmbeddedStores> OpenAsync(EmbeddedOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Reading the file's head and replaying its log is blocking work.
        return Task.Run(() => Open(options), cancellationToken);
    }

    /// <summary>Finishes what is in hand, brings the data file up to date and gives the folder free.</summary>
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _records.Dispose();
        _lock.Dispose();
    }

    private static EmbeddedStores Open(EmbeddedOptions options)
    {
        var folderLock = DataFolderLock.Take(options.DataFolder);
        try
        {
            var store = Store.Open(options.DataFolder);
            var stores = new EmbeddedStores(options, folderLock, store);
            store.Writer.Start();
            return stores;
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }
}

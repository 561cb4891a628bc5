using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Alarms;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Files;
using SesMailEngine.Embedded.History;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Embedded.Metrics;
using SesMailEngine.Embedded.Objects;
using SesMailEngine.Embedded.Operations;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Embedded.Simulator;
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
    private readonly EmbeddedQueues _queues;
    private readonly EmbeddedBus _bus;
    private readonly FolderLog _log;
    private readonly LogArchive _logArchive;
    private readonly OutboxSegments _segments;
    private readonly QueueMoves _moves;
    private readonly AlarmBoard _alarms;
    private readonly Upkeep _upkeep;
    private readonly StackHistoryTable _history;
    private int _isDisposed;

    private EmbeddedStores(EmbeddedOptions options, DataFolderLock folderLock, Store store)
    {
        Options = options;
        _lock = folderLock;
        _store = store;
        var names = options.Settings.Names;
        var ids = new UuidSource(options.Clock);
        Ids = ids;
        var logFolder = Path.Combine(options.DataFolder, "logs");
        _log = new FolderLog(
            logFolder, names.Stack, options.Settings.LogRetentionDays, options.LogBytes, options.LogLevel, options.Clock);
        _logArchive = new LogArchive(logFolder, _log, options.Clock);
        var cache = new RecordCache(CachedRecordsPerGeneration);
        var counters = new DailyCounters(store.Writer.Database);
        _records = new RecordTable(store.Writer.Database, cache, counters);
        store.Writer.Join(_records);
        store.Writer.Join(counters);
        Tracking = new TrackingStore(store, _records, cache, counters, options.Clock);
        var suppression = new SuppressionStore(store);
        Suppression = suppression;
        Tables = new EmbeddedTables(store, suppression, counters);
        EngineQueues = new EngineQueues(options.Settings);
        _queues = new EmbeddedQueues(store, EngineQueues, ids, options.Clock, _log);
        _moves = new QueueMoves(store.Writer, _queues, ids, options.Clock, _log);
        var retries = new RetryQueue(store, _queues, names.RetryQueue, ids, options.Clock);
        RetryQueue = retries;
        _bus = new EmbeddedBus(store, _queues, names, options.LambdaEndpoints, ids, options.Clock, _log);
        Notifications = new BusPublisher(Bus);
        _segments = new OutboxSegments(Path.Combine(options.DataFolder, "outbox"), options.OutboxBytes);
        var journal = new JournalTable(store.Writer.Database);
        var statistics = new SendStatistics(store.Writer.Database);
        store.Writer.Join(statistics);
        var simulator = new MailboxSimulator(store, _queues, EngineQueues.Feedback, journal, statistics, _segments, ids, options);
        DirectSending = simulator;
        Transport = simulator;
        SendQuota = simulator;
        Outbox = new Outbox(store, journal, _segments, simulator.MessageIds);
        var bucket = new TemplateFolder(Path.Combine(options.DataFolder, "bucket"));
        var metrics = new MetricStore(store, options.Clock);
        Metrics = metrics;
        var alarmMail = new AlarmMail(options.Settings, simulator, _log);
        _alarms = new AlarmBoard(store, options.Settings, alarmMail, _log, options.Clock);
        Watch = new AlarmWatch(
            _alarms, alarmMail, metrics, new QueueSampler(_queues, EngineQueues), new ReputationSampler(counters), _log, options.Clock);
        Objects = bucket;
        Templates = new TemplateStore(bucket);
        var suppressionLists = new SuppressionLists(store, suppression);
        var deadLetters = new DeadLetterDesk(store, _queues, EngineQueues, options.Clock);
        Operations = new OperatorPorts
        {
            Mails = new MailReader(store, options.Clock),
            Contents = new OutboxContents(Outbox),
            Suppression = suppressionLists,
            SuppressionEditor = suppressionLists,
            Statistics = new DailyStatistics(counters),
            Activity = new ActivityReader(simulator),
            DeadLetters = deadLetters,
            DeadLetterEditor = deadLetters,
            Alarms = new AlarmReader(_alarms, names),
            Rules = new RuleReader(_bus),
            Queues = new QueueReader(_queues, names, options.Clock),
            Requests = new RequestPublisher(_bus),
        };
        _history = new StackHistoryTable(store.Writer.Database, ids);
        _upkeep = new Upkeep(new RecordExpiry(store.Writer, _records, options.Clock), _queues, retries, options.Clock, _log);
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

    /// <summary>The stack's own queues.</summary>
    public EngineQueues EngineQueues { get; }

    /// <summary>
    /// How often the data file could not be written since it was opened. Who finds it changed during a piece of work knows that the
    /// work failed through no fault of its own.
    /// </summary>
    public int StorageFailures => _store.Health.Failures;

    /// <summary>True while the data file cannot be written.</summary>
    public bool IsStorageInTrouble => _store.Health.IsInTrouble;

    /// <summary>The queues.</summary>
    public IQueues Queues => _queues;

    /// <summary>Moves messages back from dead letter queues.</summary>
    public IQueueMoves QueueMoves => _moves;

    /// <summary>The soft-bounce retry queue.</summary>
    public IRetryQueue RetryQueue { get; }

    /// <summary>The event bus.</summary>
    public IEventBus Bus => _bus;

    /// <summary>The targets of rules that are HTTP endpoints.</summary>
    public IEndpointTargets EndpointTargets => _bus;

    /// <summary>Publishes on the bus.</summary>
    public INotificationPublisher Notifications { get; }

    /// <summary>The mailbox simulator.</summary>
    public IMailTransport Transport { get; }

    /// <summary>The simulator, for those who send without the engine.</summary>
    public IDirectSending DirectSending { get; }

    /// <summary>The simulator's limits.</summary>
    public ISendQuota SendQuota { get; }

    /// <summary>What the simulator accepted.</summary>
    public IOutbox Outbox { get; }

    /// <summary>The template bucket, the folder <c>bucket</c> of the data folder.</summary>
    public IObjectStore Objects { get; }

    /// <summary>The templates in the bucket.</summary>
    public ITemplateStore Templates { get; }

    /// <summary>What is measured of this host.</summary>
    public IMetrics Metrics { get; }

    /// <summary>The alarms.</summary>
    public IAlarms Alarms => _alarms;

    /// <summary>Looks at the alarms every minute, once <see cref="StartAlarms"/> was called.</summary>
    internal AlarmWatch Watch { get; }

    /// <summary>The ports for people who look after this host.</summary>
    public OperatorPorts Operations { get; }

    /// <summary>The log in files.</summary>
    public ILog Log => _log;

    /// <summary>Reads what was logged.</summary>
    public ILogArchive LogArchive => _logArchive;

    /// <summary>Opens a data folder, making what is not there.</summary>
    /// <exception cref="PortException">The folder is in use by another process, or cannot be used; the message says so in one line.</exception>
    public static async Task<EmbeddedStores> OpenAsync(EmbeddedOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Reading the file's head and replaying its log is blocking work.
        var stores = await Task.Run(() => Open(options), cancellationToken);
        foreach (var queue in stores.EngineQueues.Definitions(options.Clock.GetUtcNow()))
        {
            if (!options.HasEngine && !stores.EngineQueues.IsHidden(queue.Name)) continue;
            await stores.Queues.CreateAsync(queue, cancellationToken);
        }
        await stores._bus.MakeQueuesAsync(cancellationToken);
        stores._upkeep.Start();
        return stores;
    }

    /// <summary>
    /// Says what to do with a queue's messages that were received too often, before they go to its dead letter queue.
    /// </summary>
    public void OnDeadLetter(string queue, DeadLetterHandler handler) => _queues.DeadLetters.Handle(queue, handler);

    /// <summary>
    /// Says which messages of a queue go before the others, by their bodies; asked for each message, so it must answer within a
    /// microsecond or so.
    /// </summary>
    public void PutFirst(string queue, Func<string, bool> isUrgent) => _queues.PutFirst(queue, isUrgent);

    /// <summary>Notes the settings of this start in the stack's history, if they differ from the last start's, and gives the history.</summary>
    public Task<StackHistory> RecordStartAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        _store.Writer.RunAsync(
            () => _history.Record(Options.Settings.Names, settings, Options.Clock.GetUtcNow()), null, cancellationToken);

    /// <summary>A folder as a bucket besides that of the templates; made when it is not there.</summary>
    public static IObjectStore OpenBucket(string folder) => new TemplateFolder(folder);

    /// <summary>
    /// Deletes all rows of tables. Whoever calls it lets nothing else write meanwhile, and opens the folder anew afterwards: what is kept in
    /// memory of the rows is not told.
    /// </summary>
    public Task ClearTablesAsync(bool records, bool suppression, bool counters, CancellationToken cancellationToken)
    {
        var statements = string.Concat(
            records ? "DELETE FROM record;" : "", suppression ? "DELETE FROM suppression;" : "", counters ? "DELETE FROM daily;" : "");
        return _store.Writer.RunAsync(
            () =>
            {
                _store.Writer.Database.Execute(statements);
                return true;
            },
            null, cancellationToken);
    }

    /// <summary>Starts to measure every minute and to look at the alarms.</summary>
    public void StartAlarms() => Watch.Start();

    /// <summary>Finishes what is in hand, brings the data file up to date and gives the folder free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        await Watch.DisposeAsync();
        await _upkeep.DisposeAsync();
        await _moves.DisposeAsync();
        await _queues.DisposeAsync();
        await _store.DisposeAsync();
        _records.Dispose();
        _alarms.Dispose();
        _segments.Dispose();
        _logArchive.Dispose();
        await _log.DisposeAsync();
        _lock.Dispose();
    }

    private static EmbeddedStores Open(EmbeddedOptions options)
    {
        var folderLock = DataFolderLock.Take(options.DataFolder);
        Store? store = null;
        try
        {
            store = Store.Open(options.DataFolder, options.Notice);
            var stores = new EmbeddedStores(options, folderLock, store);
            store.Writer.Start();
            return stores;
        }
        catch (Exception error)
        {
            store?.Writer.Database.Dispose();
            folderLock.Dispose();
            throw error switch
            {
                DatabaseFailure failure => failure.ToPortException(),
                IOException or UnauthorizedAccessException => DataFolderLock.Unusable(options.DataFolder, error),
                _ => error,
            };
        }
    }
}

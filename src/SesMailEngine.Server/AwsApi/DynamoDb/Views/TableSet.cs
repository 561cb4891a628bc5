using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>The tables of the stack.</summary>
internal sealed class TableSet : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly SortedDictionary<string, ITableView> _views;
    private readonly SemaphoreSlim _writes = new(1, 1);

    /// <summary>Makes the views of the tables there are.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="names">Their names.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="isThere">Says by a table's name whether it is there; null when all three are.</param>
    public TableSet(ITables tables, ResourceNames names, TimeProvider clock, Predicate<string>? isThere = null)
    {
        _clock = clock;
        Since = clock.GetUtcNow();
        ITableView[] views =
            [new TrackingView(tables, names), new SuppressionView(tables, names, clock), new DailyStatsView(tables, names)];
        _views = new(views.Where(view => isThere?.Invoke(view.Schema.Name) ?? true).ToDictionary(view => view.Schema.Name), StringComparer.Ordinal);
    }

    /// <summary>The time now.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Since when these tables are served.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _views.Keys;

    /// <summary>A table by name.</summary>
    /// <exception cref="DynamoDbException">There is none.</exception>
    public ITableView Find(string name) =>
        _views.TryGetValue(name, out var view) ? view : throw DynamoDbException.TableNotFound();

    /// <summary>A table by name, for a call about the table itself.</summary>
    /// <exception cref="DynamoDbException">There is none.</exception>
    public ITableView Describe(string name) =>
        _views.TryGetValue(name, out var view) ? view : throw DynamoDbException.TableNotFound(name);

    /// <summary>A table by name, for a write.</summary>
    /// <exception cref="DynamoDbException">There is none, or only the engine writes to it.</exception>
    public IWritableTableView FindWritable(string name, string operation)
    {
        var view = Find(name);
        return view as IWritableTableView ?? throw DynamoDbException.AccessDenied(
            $"Not authorized to perform dynamodb:{operation} on {view.Schema.Arn}: only the engine writes this table. " +
            "To send a mail, put an Email Request on the event bus; to stop or resume mail to an address, change the " +
            "suppression table.");
    }

    /// <summary>The item of a key; null for none and for one whose time has passed.</summary>
    public async Task<AttributeMap?> GetAsync(ITableView view, AttributeMap key, CancellationToken cancellationToken)
    {
        var item = await view.GetAsync(key, cancellationToken);
        return item is null || PageReader.IsExpired(item, view.Schema.TtlAttribute, Now.ToUnixTimeSeconds()) ? null : item;
    }

    /// <summary>Waits for the right to write; disposing the result gives it back.</summary>
    public async Task<IDisposable> EnterWriteAsync(CancellationToken cancellationToken)
    {
        await _writes.WaitAsync(cancellationToken);
        return new Turn(_writes);
    }

    /// <inheritdoc/>
    public void Dispose() => _writes.Dispose();

    private sealed class Turn(SemaphoreSlim writes) : IDisposable
    {
        public void Dispose() => writes.Release();
    }
}

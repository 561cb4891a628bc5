using System.Threading.Channels;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Sqlite;

/// <summary>
/// The one writer of the data file. A thread of its own takes all the items that are waiting, runs them in one
/// transaction, and ends their callers' waits after the commit: the busier the host, the more items share one flush of
/// the disk. An item that fails is left out and its group runs again without it.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    private const int MaxItems = 4096;
    private const int MaxWaiting = 32_768;

    // A group of this size says that many work at once: then the next waits a moment for company.
    private const int Busy = 16;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(3);

    private readonly Database _database;
    private readonly Checkpointer _checkpointer;
    private readonly StoreHealth _health;
    private readonly Channel<WriteItem> _waiting = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly List<IGroupMember> _members = [];
    private readonly List<WriteItem> _group = new(MaxItems);
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _ended = new(false, spinCount: 0);

    /// <summary>Makes a writer that owns <paramref name="database"/>; <see cref="Start"/> sets it going.</summary>
    public GroupWriter(Database database, Checkpointer checkpointer, StoreHealth health)
    {
        _health = health;
        _database = database;
        _checkpointer = checkpointer;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        _thread = new Thread(Work) { IsBackground = true, Name = "sqlite writer" };
    }

    /// <summary>The connection; for members' statements, used on the writer's thread once it runs.</summary>
    public Database Database => _database;

    /// <summary>Adds a member; before <see cref="Start"/>.</summary>
    public void Join(IGroupMember member) => _members.Add(member);

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>
    /// Runs an item; its result when it is on disk. Cancelling stops an item that still waits for room; one that was taken
    /// is seen through, which is a matter of milliseconds.
    /// </summary>
    /// <exception cref="PortException">Nothing of the item was stored.</exception>
    public Task<T> RunAsync<T>(WriteItem<T> item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        return _waiting.Writer.TryWrite(item) ? item.Task : RunWhenThereIsRoomAsync(item, cancellationToken);
    }

    /// <summary>Runs rare work.</summary>
    public Task<T> RunAsync<T>(Func<T> work, Action<T>? committed, CancellationToken cancellationToken) =>
        RunAsync(new WriteDelegate<T>(work, committed), cancellationToken);

    /// <summary>Hands an item over without waiting for it; false after the end.</summary>
    public bool Post(WriteItem item) => _waiting.Writer.TryWrite(item);

    /// <summary>Finishes what is waiting, copies the log into the data file and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_waiting.Writer.TryComplete()) return;
        _ended.Set();
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted)) _database.Dispose();
        else await Task.Run(_thread.Join);
        _ended.Dispose();
    }

    private async Task<T> RunWhenThereIsRoomAsync<T>(WriteItem<T> item, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new PortException("The host is stopping.", true, "Stopping", closed);
        }
        return await item.Task;
    }

    private void Work()
    {
        var reader = _waiting.Reader;
        while (WaitForItems(reader))
        {
            if (_group.Count >= Busy && reader.Count < MaxItems / 4) _ended.Wait(Moment);
            _group.Clear();
            while (_group.Count < MaxItems && reader.TryRead(out var item)) _group.Add(item);
            RunGroup();
            _checkpointer.AfterGroup(_database);
        }
        _checkpointer.Finish(_database);
        _database.Dispose();
    }

    private static bool WaitForItems(ChannelReader<WriteItem> reader)
    {
        var waiting = reader.WaitToReadAsync();
        return waiting.IsCompleted ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
    }

    private void RunGroup()
    {
        while (_group.Count > 0)
        {
            var running = -1;
            try
            {
                _begin.Run();
                for (running = 0; running < _group.Count; running++) _group[running].Run();
                running = -1;
                foreach (var member in _members) member.BeforeCommit();
                _commit.Run();
            }
            catch (Exception error)
            {
                Undo();
                if (running < 0 || error is DatabaseFailure { EndsTransaction: true })
                {
                    FailAll(error);
                    return;
                }
                _group[running].Fail(Told(error));
                _group.RemoveAt(running);
                continue;
            }
            Publish();
            return;
        }
    }

    private void Publish()
    {
        _health.Succeeded();
        foreach (var member in _members) member.Committed();
        foreach (var item in _group) item.Committed();
        foreach (var item in _group) item.Complete();
    }

    private void Undo()
    {
        _database.ResetStatements();
        try
        {
            if (!_database.IsAutoCommit) _rollback.Run();
        }
        catch (DatabaseFailure)
        {
            // The file cannot even take the rollback: SQLite undoes the group when the log is read again, and every
            // item of it is told that nothing was stored.
        }
        foreach (var member in _members) member.RolledBack();
    }

    private void FailAll(Exception error)
    {
        var told = Told(error);
        // Before the callers learn of it, so that they can tell whose fault it was.
        if (told is PortException port) _health.Failed(port);
        foreach (var item in _group) item.Fail(told);
    }

    private static Exception Told(Exception error) => error switch
    {
        DatabaseFailure failure => failure.ToPortException(),
        IOException io => new PortException("The data folder could not be written: is its disk full?", true, "InputOutputError", io),
        _ => error,
    };
}

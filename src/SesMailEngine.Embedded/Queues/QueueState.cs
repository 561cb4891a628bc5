namespace SesMailEngine.Embedded.Queues;

/// <summary>
/// A queue's index in memory: which messages are ready, which wait for their time, and which are out. It holds a window of the oldest
/// messages; when more come than fit, the rest stays in the file alone and is read in as the window empties, so that ten
/// million queued messages cost no more memory than ten thousand. The file is the truth.
/// </summary>
internal sealed class QueueState : IDisposable
{
    /// <summary>Ready messages in memory, at most.</summary>
    public const int MaxReady = 20_000;

    /// <summary>Delayed and received messages in memory; past it no more delayed ones are read in.</summary>
    public const int MaxWaiting = 200_000;

    private const int LowWater = 1_000;

    private readonly Lock _gate = new();
    private readonly MessageIndex _index;
    private readonly Bell _bell;
    private readonly TimeProvider _clock;
    // The keys of urgent messages that are in memory already although the window has not come to them; ascending.
    private readonly Queue<long> _ahead = new();
    private long _loadedTo;
    private long _storedTo;
    private long _stored;
    private bool _isClosed;
    private bool _isDeleted;

    /// <summary>An empty queue.</summary>
    public QueueState(QueueDefinition definition, long number, bool isEngines, BodyBudget bodies, TimeProvider clock)
    {
        Definition = definition;
        Number = number;
        IsEngines = isEngines;
        _index = new MessageIndex(bodies);
        _clock = clock;
        _bell = new Bell(clock, OnTimer);
        _loadedTo = _storedTo = MessageKeys.Before(number);
    }

    /// <summary>The attributes; replaced as a whole.</summary>
    public QueueDefinition Definition { get; set; }

    /// <summary>Tells by its body whether a message goes before others; null when none does.</summary>
    public Func<string, bool>? IsUrgent { get; set; }

    /// <summary>The queue's number.</summary>
    public long Number { get; }

    /// <summary>
    /// True for a queue whose only consumer is this process. A receive is then not written: if the process dies, its messages are
    /// visible when it starts again, and the receive was none.
    /// </summary>
    public bool IsEngines { get; }

    /// <summary>The next message's number. Used by the writer's thread only.</summary>
    public long NextSequence { get; set; } = 1;

    /// <summary>Messages added less messages removed in the group at work. Used by the writer's thread only.</summary>
    public long PendingStored { get; set; }

    /// <summary>True when nobody may wait any more: the queue is deleted, or the host stops.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>True when the queue is deleted: nothing may be put on it.</summary>
    public bool IsDeleted => Volatile.Read(ref _isDeleted);

    /// <summary>Messages in the file.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Takes over what the file says at the start.</summary>
    public void Restore(long nextSequence, long stored)
    {
        NextSequence = nextSequence;
        _stored = stored;
        _storedTo = MessageKeys.Of(Number, nextSequence - 1);
    }

    /// <summary>The group at work was committed.</summary>
    public void CountCommitted()
    {
        Interlocked.Add(ref _stored, PendingStored);
        PendingStored = 0;
    }

    /// <summary>Messages that were stored, in the order of their keys. Called by the writer's thread.</summary>
    public void Sent(IReadOnlyList<StoredMessage> messages)
    {
        lock (_gate)
        {
            var now = Now();
            foreach (var message in messages)
            {
                var fits = _loadedTo == _storedTo && _index.Ready < MaxReady && _index.Waiting < MaxWaiting;
                _storedTo = message.Key;
                message.IsUrgent = IsUrgent is { } judge && message.Body is { } body && judge(body);
                if (fits)
                {
                    _loadedTo = message.Key;
                }
                else
                {
                    // It must not wait until the window comes to it.
                    if (!message.IsUrgent || _ahead.Count >= MaxReady || _index.Waiting >= MaxWaiting) continue;
                    _ahead.Enqueue(message.Key);
                }
                _index.Add(message, now);
            }
            RingIfReady();
        }
    }

    /// <summary>True when messages should be read in from the file, and after which key.</summary>
    public bool NeedsLoading(out long after, out long upTo, out bool nothingReady)
    {
        lock (_gate)
        {
            (after, upTo, nothingReady) = (_loadedTo, _storedTo, _index.Ready == 0);
            return CanLoad && _index.Ready < LowWater && !_isClosed;
        }
    }

    /// <summary>Messages read in after <paramref name="after"/>; <paramref name="reached"/> is the key up to which there are no others.</summary>
    public void Loaded(long after, long reached, IReadOnlyList<StoredMessage> messages)
    {
        lock (_gate)
        {
            // A purge went past this read: what it found is gone.
            if (_loadedTo != after || _isClosed) return;
            var now = Now();
            foreach (var message in messages)
            {
                while (_ahead.TryPeek(out var earlier) && earlier < message.Key) _ahead.Dequeue();
                if (_ahead.TryPeek(out var known) && known == message.Key) continue;
                message.IsUrgent = IsUrgent is { } judge && judge(message.Body!);
                _index.Add(message, now);
            }
            while (_ahead.TryPeek(out var passed) && passed <= reached) _ahead.Dequeue();
            _loadedTo = reached;
            RingIfReady();
        }
    }

    /// <summary>Takes ready messages. Those received <paramref name="maxReceives"/> times before go to <paramref name="dead"/>.</summary>
    public void Take(
        int max, TimeSpan? visibilityTimeout, int? maxReceives, List<TakenMessage> taken, List<TakenMessage> dead)
    {
        lock (_gate)
        {
            var now = Now();
            _index.Promote(now);
            var definition = Definition;
            var visible = now + (long)(visibilityTimeout ?? definition.VisibilityTimeout).TotalMilliseconds;
            var oldest = now - (long)definition.Retention.TotalMilliseconds;
            while (taken.Count < max && _index.Next(oldest) is { } message)
            {
                var isDead = message.Receives >= maxReceives;
                message.VisibleAt = visible;
                if (!isDead) message.Receives++;
                if (message.FirstReceivedAt == 0) message.FirstReceivedAt = now;
                (isDead ? dead : taken).Add(TakenMessage.From(message));
                _index.PutOut(message);
            }
            RingIfReady();
        }
    }

    /// <summary>Waits until a message may be ready, or the time is over.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _index.Promote(Now());
            if (_index.Ready > 0 || _isClosed) return Task.CompletedTask;
            var waiting = _bell.WaitAsync(time, cancellationToken);
            SetTimer();
            return waiting;
        }
    }

    /// <summary>Wakes the next who waits, by one who was woken and takes nothing.</summary>
    public void PassOn()
    {
        lock (_gate) RingIfReady();
    }

    /// <summary>
    /// Takes a message out for deletion; null when the handle is stale or its message is not here. It comes back with
    /// <see cref="Restore(StoredMessage)"/> if the deletion fails.
    /// </summary>
    public StoredMessage? Remove(in ReceiptHandle handle, out bool isKnown)
    {
        lock (_gate)
        {
            var message = _index.Find(handle, out isKnown);
            if (message is not null) _index.Forget(message);
            return message;
        }
    }

    /// <summary>Puts a message back whose deletion failed: it is visible when its time comes.</summary>
    public void Restore(StoredMessage message)
    {
        lock (_gate)
        {
            _index.Recall(message);
            SetTimer();
        }
    }

    /// <summary>
    /// Changes when a message that is out is visible again; null when the handle is stale. <paramref name="undoReceive"/>: as if
    /// it had not been received. What is to be written of it.
    /// </summary>
    public ReceivedMark? Release(in ReceiptHandle handle, TimeSpan delay, bool undoReceive)
    {
        lock (_gate)
        {
            var now = Now();
            _index.Promote(now);
            if (_index.Find(handle, out _) is not { } message || !Move(message, now, delay, undoReceive)) return null;
            return new ReceivedMark(message.Key, message.Receives, message.VisibleAt, message.FirstReceivedAt);
        }
    }

    /// <summary>True while the message of a handle, stale or not, is on the queue.</summary>
    public bool Contains(in ReceiptHandle handle)
    {
        lock (_gate) return _index.Contains(handle);
    }

    /// <summary>Sets when a message that was taken is visible again, by whoever took it.</summary>
    public void Return(StoredMessage message, TimeSpan delay, bool undoReceive)
    {
        lock (_gate) Move(message, Now(), delay, undoReceive);
    }

    /// <summary>Forgets a message that is in the file no more.</summary>
    public void Forget(StoredMessage message)
    {
        lock (_gate) _index.Forget(message);
    }

    /// <summary>Forgets every message there is now; the last key of those to be deleted from the file.</summary>
    public long Purge()
    {
        lock (_gate)
        {
            _index.Clear();
            _ahead.Clear();
            _loadedTo = _storedTo;
            return _storedTo;
        }
    }

    /// <summary>The queue is deleted.</summary>
    public void Delete()
    {
        Volatile.Write(ref _isDeleted, true);
        Dispose();
    }

    /// <summary>Whoever waits goes, and what is in memory is forgotten; the file stays as it is.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Volatile.Write(ref _isClosed, true);
            Purge();
            _bell.Dispose();
        }
    }

    /// <summary>How many messages are visible, out and delayed, as far as the window in memory tells them apart.</summary>
    public (long Visible, long InFlight, long Delayed) Count()
    {
        lock (_gate)
        {
            _index.Promote(Now());
            long inFlight = _index.InFlight;
            var delayed = _index.Waiting - inFlight;
            return (Math.Max(0, Stored - inFlight - delayed), inFlight, delayed);
        }
    }

    private bool CanLoad => _loadedTo < _storedTo && _index.Waiting < MaxWaiting;

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private bool Move(StoredMessage message, long now, TimeSpan delay, bool undoReceive)
    {
        if (!_index.Move(message, now + (long)delay.TotalMilliseconds, undoReceive)) return false;
        _index.Promote(now);
        RingIfReady();
        return true;
    }

    // One waiter is woken at a time; when it leaves something behind, it wakes the next.
    private void RingIfReady()
    {
        if (_index.Ready > 0 || CanLoad) _bell.Ring();
        else SetTimer();
    }

    private void SetTimer()
    {
        if (_index.NextDue is { } due) _bell.SetTimer(Now(), due);
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _bell.TimerWentOff();
            _index.Promote(Now());
            RingIfReady();
        }
    }
}

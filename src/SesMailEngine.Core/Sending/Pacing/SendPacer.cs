using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Sending.Pacing;

/// <summary>
/// Keeps the sender below the account's limits: mails a second (<c>MaxSendRate</c>, shared by the senders at work) and
/// mails in 24 hours (<c>Max24HourSend</c>). It learns both, follows their changes, and keeps the last known when the
/// account does not answer. Slots (<see cref="PaceBucket"/>) are given in the order in which the turns were drawn, the highest priority
/// first, and the next only once the mail before has begun to go out; so mails leave in the order of arrival however many
/// work at once. Nobody holds up the others for more than two seconds. Without a limit nobody waits, and there is no order to keep.
/// For any number of threads.
/// </summary>
internal sealed class SendPacer
{
    /// <summary>How old the limits may be.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(15);

    /// <summary>How long mail is put aside while the daily quota is used up.</summary>
    public static readonly TimeSpan QuotaHold = TimeSpan.FromSeconds(60);

    /// <summary>How long those behind wait for one whose turn it is and who is not ready: a worker may hang, or be gone.</summary>
    public static readonly TimeSpan LongestHoldUp = TimeSpan.FromSeconds(2);

    // What a new account may do; the guess until the limits are known (docs: sandbox, one mail a second).
    private static readonly SendQuota Unknown = new(1, 0, 0);

    private readonly AccountLimits account;
    private readonly int senders;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly PaceBucket bucket;
    private readonly TurnLine line = new();
    private readonly ITimer timer;
    private readonly long holdUp;
    private SendTurn? starting;
    private Task? learning;
    private SendQuota? known;
    private long learnedAt;
    private long granted;
    private long drawn;
    private long timerAt = long.MaxValue;
    private long wakeAt;

    /// <summary>A pacer that knows no limits yet.</summary>
    /// <param name="quota">Tells the limits.</param>
    /// <param name="senders">How many senders share them; this one takes its part of the rate.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where a quota that does not answer is told.</param>
    public SendPacer(ISendQuota quota, int senders, TimeProvider time, ILog log)
    {
        account = new AccountLimits(quota, log);
        this.senders = senders;
        this.time = time;
        bucket = new PaceBucket(time.TimestampFrequency);
        holdUp = ToTicks(LongestHoldUp);
        timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private bool IsUnlimited => known is { MaxSendRate: <= 0, Max24HourSend: <= 0 };

    /// <summary>Draws a turn, behind all that were drawn before.</summary>
    public SendTurn Draw(SendPriority priority)
    {
        var turn = new SendTurn(this, priority);
        lock (gate)
        {
            if (IsUnlimited) return turn;
            var now = time.GetTimestamp();
            if (line.IsEmpty && starting is null) bucket.Rested(now);
            turn.Number = ++drawn;
            Enter(turn, TurnStage.Drawn, now);
            line.JoinOutside(turn);
        }
        return turn;
    }

    /// <summary>True when there is a limit, so that mails may have to wait and the order matters.</summary>
    public async ValueTask<bool> KeepsOrderAsync(CancellationToken cancellationToken)
    {
        await LearnIfOldAsync(cancellationToken);
        return !IsUnlimited;
    }

    /// <summary>Moves a turn that was not let in yet to a higher priority, behind those drawn before it.</summary>
    public void Raise(SendTurn turn, SendPriority priority)
    {
        lock (gate)
        {
            if (priority >= turn.Priority) return;
            turn.Priority = priority;
            if (turn.Node.List is not null) line.JoinOutside(turn);
            Move();
        }
    }

    /// <summary>
    /// Waits until the slot of a turn will come within <paramref name="limit"/>, so that nothing is begun for a mail that could not go soon;
    /// gives up after <paramref name="patience"/>, and at once while the daily quota is used up.
    /// </summary>
    public async ValueTask<PaceAnswer> AskAsync(SendTurn turn, TimeSpan limit, TimeSpan patience, CancellationToken cancellationToken)
    {
        await LearnIfOldAsync(cancellationToken);
        lock (gate)
        {
            if (IsUnlimited && turn.Stage == TurnStage.Outside) return PaceAnswer.Go;
            if (turn.Number == 0) turn.Number = ++drawn;
            turn.Foresight = ToTicks(limit);
            turn.Patience = ToTicks(patience);
            Enter(turn, TurnStage.Asking, time.GetTimestamp());
            if (turn.Node.List is null) line.JoinOutside(turn);
            Move();
            if (turn.Answer is { } answer) return answer;
            turn.Waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return await WaitAsync(turn, cancellationToken);
    }

    /// <summary>
    /// Waits for the slot of a turn, unless the wait would be or gets longer than <paramref name="patience"/> or the daily quota is used up. When
    /// granted, the next slot is given once <see cref="Leave"/> was called, which is to say when the mail is on its way. A turn that left
    /// before is one to be tried again, and comes in with that priority, if it has no higher.
    /// </summary>
    public async ValueTask<PaceAnswer> AcquireAsync(SendTurn turn, TimeSpan patience, CancellationToken cancellationToken)
    {
        await LearnIfOldAsync(cancellationToken);
        lock (gate)
        {
            if (IsUnlimited && turn.Stage == TurnStage.Outside)
            {
                granted++;
                return PaceAnswer.Go;
            }
            var now = time.GetTimestamp();
            if (turn.Stage == TurnStage.Outside)
            {
                turn.Number = ++drawn;
                if (turn.Priority > SendPriority.Again) turn.Priority = SendPriority.Again;
            }
            var isInside = turn.Stage == TurnStage.Preparing && turn.Node.List is not null;
            turn.Patience = ToTicks(patience);
            Enter(turn, TurnStage.Ready, now);
            if (!isInside) line.JoinInside(turn);
            Move();
            if (turn.Answer is { } answer) return answer;
            turn.Waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return await WaitAsync(turn, cancellationToken);
    }

    /// <summary>A turn is over: its mail is on its way, or there is none.</summary>
    internal void Leave(SendTurn turn)
    {
        // Nobody but its owner brings a turn in again.
        if (turn.Stage == TurnStage.Outside) return;
        lock (gate)
        {
            LeaveLine(turn);
            Move();
        }
    }

    private void LeaveLine(SendTurn turn)
    {
        TurnLine.Remove(turn);
        if (ReferenceEquals(starting, turn)) starting = null;
        turn.Stage = TurnStage.Outside;
    }

    private async ValueTask<PaceAnswer> WaitAsync(SendTurn turn, CancellationToken cancellationToken)
    {
        var waiter = turn.Waiter!;
        // Outside the lock: the clean-up of a registration waits for its callback.
        await using var cancelled = cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                if (waiter.TrySetCanceled(token)) Leave(turn);
            }, null);
        return await waiter.Task;
    }

    private static void Enter(SendTurn turn, TurnStage stage, long now)
    {
        turn.Stage = stage;
        turn.Since = now;
        turn.Answer = null;
        turn.Waiter = null;
    }

    private static void Tell(SendTurn turn, PaceAnswer answer)
    {
        turn.Answer = answer;
        turn.Waiter?.TrySetResult(answer);
    }

    // Gives what can be given now, and sets the timer for what comes next.
    private void Move()
    {
        if (known is null) return;
        var now = time.GetTimestamp();
        wakeAt = long.MaxValue;
        Grant(now);
        LetIn(now);
        SetTimer(now);
    }

    private void Grant(long now)
    {
        while (true)
        {
            if (starting is not null)
            {
                if (now - starting.Since < holdUp)
                {
                    WakeAt(starting.Since + holdUp);
                    return;
                }
                starting = null;
            }
            for (var i = 0; i < TurnLine.Priorities; i++) PassLaggards((SendPriority)i, now);
            if (line.Next() is not { } turn) return;
            if (IsDayUsedUp(0))
            {
                Refuse(turn, new(false, QuotaHold, true));
                continue;
            }
            var wait = bucket.Wait(now, 0);
            var end = turn.Since + turn.Patience;
            if (wait > 0 && now + wait > end)
            {
                Refuse(turn, new(false, ToTime(wait), false));
                continue;
            }
            if (wait > 0)
            {
                WakeAt(now + wait);
                return;
            }
            bucket.Go(now);
            granted++;
            line.Went(turn);
            TurnLine.Remove(turn);
            starting = turn;
            turn.Stage = TurnStage.Starting;
            turn.Since = now;
            Tell(turn, PaceAnswer.Go);
        }
    }

    // A head whose mail is not made in time loses its place until it is.
    private void PassLaggards(SendPriority priority, long now)
    {
        while (line.FirstInside(priority) is { Stage: TurnStage.Preparing } head)
        {
            if (now - head.Since < holdUp)
            {
                WakeAt(head.Since + holdUp);
                return;
            }
            TurnLine.Remove(head);
        }
    }

    private void LetIn(long now)
    {
        for (var i = 0; i < TurnLine.Priorities; i++)
        {
            var priority = (SendPriority)i;
            while (line.FirstOutside(priority) is { } head)
            {
                if (head.Stage == TurnStage.Drawn)
                {
                    if (now - head.Since < holdUp)
                    {
                        WakeAt(head.Since + holdUp);
                        break;
                    }
                    TurnLine.Remove(head);
                    continue;
                }
                if (IsDayUsedUp(line.Inside))
                {
                    Refuse(head, new(false, QuotaHold, true));
                    continue;
                }
                var wait = bucket.Wait(now, line.InsideBefore(priority));
                if (wait <= head.Foresight)
                {
                    Tell(head, PaceAnswer.Go);
                    head.Stage = TurnStage.Preparing;
                    head.Since = now;
                    line.JoinInside(head);
                    continue;
                }
                if (now - head.Since >= head.Patience)
                {
                    Refuse(head, new(false, ToTime(wait), false));
                    continue;
                }
                WakeAt(Math.Min(now + wait - head.Foresight, head.Since + head.Patience));
                break;
            }
        }
    }

    private void Refuse(SendTurn turn, PaceAnswer answer)
    {
        LeaveLine(turn);
        Tell(turn, answer);
    }

    private bool IsDayUsedUp(int ahead) =>
        known is { Max24HourSend: > 0 } limit && limit.SentLast24Hours + granted + ahead >= limit.Max24HourSend;

    private void WakeAt(long at) => wakeAt = Math.Min(wakeAt, at);

    // Going off too early does no harm, so a timer that is set for an earlier time stays.
    private void SetTimer(long now)
    {
        if (line.IsEmpty && starting is null) return;
        // Limits that grow old while all wait, on the daily quota perhaps, must be asked for all the same.
        WakeAt(Math.Max(learnedAt + ToTicks(Freshness), now + holdUp));
        if (wakeAt >= timerAt) return;
        timerAt = wakeAt;
        // Timers know whole milliseconds only; rounded down they would go off in vain until the time has come.
        timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(ToTime(Math.Max(0, wakeAt - now)).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (gate) timerAt = long.MaxValue;
        _ = LearnIfOldAsync(CancellationToken.None).AsTask();
        lock (gate) Move();
    }

    // The first to notice asks, and goes on with the old limits meanwhile; only who has none waits.
    private ValueTask LearnIfOldAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource? mine = null;
        Task task;
        long grantedBefore;
        lock (gate)
        {
            if (known is not null && time.GetElapsedTime(learnedAt) < Freshness) return default;
            if (learning is not { IsCompleted: false })
            {
                mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
                learning = mine.Task;
            }
            task = learning;
            grantedBefore = granted;
        }
        if (mine is not null) _ = LearnAsync(mine, grantedBefore);
        return known is not null ? default : new(task.WaitAsync(cancellationToken));
    }

    private async Task LearnAsync(TaskCompletionSource learned, long grantedBefore)
    {
        try
        {
            var answer = await account.AskAsync();
            lock (gate)
            {
                learnedAt = time.GetTimestamp();
                // What was granted while the answer was under way may or may not be counted in it: count it.
                if (answer is not null) granted -= grantedBefore;
                known = answer ?? known ?? Unknown;
                bucket.SetRate(known.MaxSendRate / Math.Max(1, senders), learnedAt);
                Move();
            }
            learned.SetResult();
        }
        catch (Exception unexpected)
        {
            // Whoever waits for the limits is told; the next asks again.
            learned.SetException(unexpected);
        }
    }

    private long ToTicks(TimeSpan span) => (long)Math.Min(long.MaxValue / 4, span.TotalSeconds * time.TimestampFrequency);

    private TimeSpan ToTime(long ticks) =>
        ticks == 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)Math.Ceiling(ticks * (double)TimeSpan.TicksPerSecond / time.TimestampFrequency));
}

using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Sending.Pacing;

/// <summary>
/// Keeps the sender below the account's limits: mails a second (<c>MaxSendRate</c>, shared by the senders at work) and
/// mails in 24 hours (<c>Max24HourSend</c>). It learns both, follows their changes, and keeps the last known when the
/// account does not answer. Each grant is a slot in time of its own (<see cref="PaceBucket"/>), so waiting senders neither
/// crowd nor leave gaps. For any number of threads.
/// </summary>
/// <param name="quota">Tells the limits.</param>
/// <param name="senders">How many senders share them; this one takes its part of the rate.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where a quota that does not answer is told.</param>
internal sealed class SendPacer(ISendQuota quota, int senders, TimeProvider time, ILog log)
{
    /// <summary>How old the limits may be.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(15);

    /// <summary>How long mail is put aside while the daily quota is used up.</summary>
    public static readonly TimeSpan QuotaHold = TimeSpan.FromSeconds(60);

    // What a new account may do; the guess until the limits are known (docs: sandbox, one mail a second).
    private static readonly SendQuota Unknown = new(1, 0, 0);

    private readonly Lock gate = new();
    private readonly PaceBucket bucket = new(time.TimestampFrequency);
    private Task? learning;
    private SendQuota? known;
    private long learnedAt;
    private long granted;
    private int inLine;

    /// <summary>
    /// Waits for a slot and takes it, unless the wait would be longer than <paramref name="patience"/> or the daily quota
    /// is used up; then nothing is taken.
    /// </summary>
    public async ValueTask<PaceAnswer> AcquireAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await LearnIfOldAsync(cancellationToken);
        TimeSpan wait;
        lock (gate)
        {
            if (Refusal(patience, 0) is { } refused) return refused;
            wait = ToTime(bucket.Take(time.GetTimestamp()));
            granted++;
        }
        do
        {
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
            lock (gate) wait = ToTime(bucket.Enter(time.GetTimestamp()));
        }
        while (wait > TimeSpan.Zero);
        return PaceAnswer.Go;
    }

    /// <summary>
    /// Tells, before anything is done for a mail, whether its slot will come within <paramref name="limit"/>, with those
    /// in mind who were told so and have not taken theirs yet. Waits a while for that to become true, so that a long queue
    /// is not turned over and over; then gives up.
    /// </summary>
    /// <param name="limit">The longest wait for the slot, and the longest wait for the answer.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer; when granted, a place in the line that must be left (<see cref="PacePlace.Dispose"/>).</returns>
    public async ValueTask<(PaceAnswer Answer, PacePlace Place)> ForeseeAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        await LearnIfOldAsync(cancellationToken);
        var startedAt = time.GetTimestamp();
        while (true)
        {
            PaceAnswer? refused;
            lock (gate)
            {
                if (known is { MaxSendRate: <= 0, Max24HourSend: <= 0 }) return (PaceAnswer.Go, PacePlace.None);
                refused = Refusal(limit, inLine);
                if (refused is null)
                {
                    inLine++;
                    return (PaceAnswer.Go, new PacePlace(this));
                }
            }
            var left = limit - time.GetElapsedTime(startedAt);
            if (refused.Value.QuotaUsedUp || left <= TimeSpan.Zero) return (refused.Value, PacePlace.None);
            var wait = refused.Value.HoldFor - limit;
            await Task.Delay(wait < left ? wait : left, time, cancellationToken);
        }
    }

    /// <summary>Somebody in the line took a slot, or needs none.</summary>
    internal void LeaveLine()
    {
        lock (gate) inLine--;
    }

    private PaceAnswer? Refusal(TimeSpan patience, int ahead)
    {
        if (known is { Max24HourSend: > 0 } limit && limit.SentLast24Hours + granted + ahead >= limit.Max24HourSend)
        {
            return new PaceAnswer(false, QuotaHold, true);
        }
        var wait = ToTime(bucket.Wait(time.GetTimestamp(), ahead));
        return wait > patience ? new PaceAnswer(false, wait, false) : null;
    }

    // The first to notice asks; who has old limits goes on with them, who has none waits.
    private ValueTask LearnIfOldAsync(CancellationToken cancellationToken)
    {
        Task task;
        lock (gate)
        {
            if (known is not null && time.GetElapsedTime(learnedAt) < Freshness) return default;
            if (learning is not { IsCompleted: false })
            {
                var grantedBefore = granted;
                learning = Task.Run(() => LearnAsync(grantedBefore), CancellationToken.None);
            }
            else if (known is not null)
            {
                return default;
            }
            task = learning;
        }
        return new(task.WaitAsync(cancellationToken));
    }

    private async Task LearnAsync(long grantedBefore)
    {
        var answer = await AskAsync();
        lock (gate)
        {
            learnedAt = time.GetTimestamp();
            // What was granted while the answer was under way may or may not be counted in it: count it.
            if (answer is not null) granted -= grantedBefore;
            known = answer ?? known ?? Unknown;
            bucket.SetRate(known.MaxSendRate / Math.Max(1, senders), learnedAt);
        }
    }

    private async Task<SendQuota?> AskAsync()
    {
        try
        {
            return await quota.GetAsync(CancellationToken.None);
        }
        catch (PortException away)
        {
            log.Write(new(LogLevel.Warning, $"The sending quota cannot be read ({away.ErrorName ?? away.Message}); the last known stays in force")
            {
                Function = EmailSenderLog.Function,
            });
            return null;
        }
    }

    private TimeSpan ToTime(long ticks) =>
        ticks == 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)Math.Ceiling(ticks * (double)TimeSpan.TicksPerSecond / time.TimestampFrequency));
}

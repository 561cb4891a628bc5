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
            if (Refusal(patience) is { } refused) return refused;
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

    /// <summary>What <see cref="AcquireAsync"/> would say now, without taking a slot.</summary>
    public async ValueTask<PaceAnswer> ForeseeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await LearnIfOldAsync(cancellationToken);
        lock (gate) return Refusal(patience) ?? PaceAnswer.Go;
    }

    private PaceAnswer? Refusal(TimeSpan patience)
    {
        if (known is { Max24HourSend: > 0 } limit && limit.SentLast24Hours + granted >= limit.Max24HourSend)
        {
            return new PaceAnswer(false, QuotaHold, true);
        }
        var wait = ToTime(bucket.Wait(time.GetTimestamp()));
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

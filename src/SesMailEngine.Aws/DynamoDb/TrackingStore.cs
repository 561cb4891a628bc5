using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using Names = SesMailEngine.Aws.DynamoDb.RecordAttributes;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// The tracking records in DynamoDB (docs/decisions/0010). A claim is one conditional put; a change is one conditional update
/// that reads nothing, or, where the record is not as it mostly is, an update on condition that the version read is still
/// there. Every write leaves a name of its own, so that a write whose answer was lost is recognised and counted once.
/// </summary>
public sealed class TrackingStore : ITrackingStore
{
    // Each round means that another writer was quicker; twenty at once on one record need twenty rounds at worst.
    private const int MaxRounds = 60;
    private const int MaxPlans = 12;
    private const int MaxDoubts = 4;

    private readonly TrackingTable table;
    private readonly DailyCounters counters;
    private readonly IIdSource ids;
    private readonly TimeProvider time;

    /// <summary>Makes the store. <paramref name="client"/> should be made with <see cref="DynamoDbClients"/>: no retries of its own.</summary>
    /// <param name="client">DynamoDB.</param>
    /// <param name="names">The tables' names.</param>
    /// <param name="retries">How calls are repeated.</param>
    /// <param name="ids">Names writes.</param>
    /// <param name="random">Picks this process's shard of the counters.</param>
    /// <param name="time">The clock by which records expire.</param>
    /// <param name="log">Where counters that could not be written are told.</param>
    public TrackingStore(
        IAmazonDynamoDB client, ResourceNames names, CallRetries retries, IIdSource ids, Random random, TimeProvider time, ILog log)
    {
        var calls = new TableCalls(client, retries);
        table = new TrackingTable(calls, names.TrackingTable, time);
        counters = new DailyCounters(calls, names.DailyStatsTable, ids, random, log);
        this.ids = ids;
        this.time = time;
    }

    /// <inheritdoc/>
    public async Task<ClaimResult> ClaimAsync(
        TrackingRecord record, TimeSpan claimLifetime, CancellationToken cancellationToken)
    {
        var token = ids.Next("");
        var now = record.ClaimedAt ?? time.GetUtcNow();
        TrackingRecord? existing = null;
        long? version = null;
        var doubts = 0;
        for (var round = 1; round <= MaxRounds; round++)
        {
            var after = existing?.TakeOver(now) ?? record;
            var end = existing is null
                ? await table.PutNewAsync(record, token, cancellationToken).ConfigureAwait(false)
                : await table.UpdateAsync(existing, version, after, token, cancellationToken).ConfigureAwait(false);
            if (end.Failure is { } failure && ++doubts == MaxDoubts) throw failure;
            var isDone = end.Outcome == WriteOutcome.Done;
            var item = isDone ? null : await table.LookAsync(record.EmailId, end, round, cancellationToken).ConfigureAwait(false);
            if (isDone || IsOwn(item, token))
            {
                await counters.CountAsync(DailyCounts.Difference(existing, after)).ConfigureAwait(false);
                return new ClaimResult(ClaimOutcome.Claimed, existing);
            }
            (existing, version) = (null, null);
            if (!table.Lives(item)) continue;
            existing = RecordItem.Read(item!);
            version = item!.ReadNumber(Names.Version);
            var outcome = ClaimResult.Judge(existing, now, claimLifetime);
            if (outcome != ClaimOutcome.Claimed) return new ClaimResult(outcome, existing);
        }
        throw Contended();
    }

    /// <inheritdoc/>
    public async Task<bool> AddAsync(TrackingRecord record, CancellationToken cancellationToken)
    {
        var token = ids.Next("");
        var doubts = 0;
        for (var round = 1; round <= MaxRounds; round++)
        {
            var end = await table.PutNewAsync(record, token, cancellationToken).ConfigureAwait(false);
            if (end.Failure is { } failure && ++doubts == MaxDoubts) throw failure;
            var isDone = end.Outcome == WriteOutcome.Done;
            var item = isDone ? null : await table.LookAsync(record.EmailId, end, round, cancellationToken).ConfigureAwait(false);
            if (isDone || IsOwn(item, token))
            {
                await counters.CountAsync(DailyCounts.Difference(null, record)).ConfigureAwait(false);
                return true;
            }
            if (table.Lives(item)) return false;
        }
        throw Contended();
    }

    /// <inheritdoc/>
    public async Task<ChangeResult> ApplyAsync(string emailId, RecordChange change, CancellationToken cancellationToken)
    {
        var token = ids.Next("");
        Func<TrackingRecord, TrackingRecord>? doubtful = null;
        var doubts = 0;
        TrackingRecord? known = null;
        long? version = null;
        var plan = ChangePlan.Guess(change);
        for (var round = 1; round <= MaxRounds; round++)
        {
            WriteEnd end;
            if (plan is not null)
            {
                end = await table.UpdateAsync(emailId, plan, token, cancellationToken).ConfigureAwait(false);
                if (end is { Outcome: WriteOutcome.Done, Item: { } old })
                {
                    var before = RecordItem.Read(old);
                    return await CountedAsync(before, before.Apply(change)).ConfigureAwait(false);
                }
                if (end.Outcome == WriteOutcome.Unknown) doubtful = plan.Undo;
            }
            else if (known is { } before)
            {
                var after = before.Apply(change);
                end = await table.UpdateAsync(before, version, after, token, cancellationToken).ConfigureAwait(false);
                if (end.Outcome == WriteOutcome.Done) return await CountedAsync(before, after).ConfigureAwait(false);
                if (end.Outcome == WriteOutcome.Unknown) doubtful = _ => before;
            }
            else
            {
                end = new WriteEnd(WriteOutcome.ConditionFailed);
            }
            if (end.Failure is { } failure && ++doubts == MaxDoubts) throw failure;

            var item = await table.LookAsync(emailId, end, round, cancellationToken).ConfigureAwait(false);
            if (!table.Lives(item)) return new ChangeResult(null, null);
            known = RecordItem.Read(item!);
            version = item!.ReadNumber(Names.Version);
            // A write of ours whose answer was lost, even when somebody wrote after it.
            if (doubtful is not null && (IsOwn(item, token) || (change.Entry.Id is { } id && known.HasSeen(id))))
            {
                return await CountedAsync(doubtful(known), known).ConfigureAwait(false);
            }
            if (ReferenceEquals(known.Apply(change), known)) return new ChangeResult(known, known);
            plan = round <= MaxPlans ? FittingPlan(change, known) : null;
        }
        throw Contended();
    }

    /// <inheritdoc/>
    public async Task<TrackingRecord?> GetAsync(string emailId, CancellationToken cancellationToken)
    {
        var item = await table.GetAsync(emailId, cancellationToken).ConfigureAwait(false);
        return table.Lives(item) ? RecordItem.Read(item!) : null;
    }

    /// <inheritdoc/>
    public async Task<TrackingRecord?> FindBySesMessageIdAsync(string sesMessageId, CancellationToken cancellationToken)
    {
        await foreach (var item in table.QueryAsync(Names.SesMessageIdIndex, Names.SesMessageId, sesMessageId, 1, cancellationToken).ConfigureAwait(false))
        {
            // An index lags behind and may hold less than the whole record.
            if (item.ReadText(Names.EmailId) is { } emailId) return await GetAsync(emailId, cancellationToken).ConfigureAwait(false);
        }
        return null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrackingRecord>> ListByRecipientAsync(
        string toEmail, int limit, CancellationToken cancellationToken)
    {
        var records = new List<TrackingRecord>(limit);
        if (toEmail.Length == 0) return records;
        await foreach (var item in table.QueryAsync(Names.ToEmailIndex, Names.ToEmail, toEmail, limit, cancellationToken).ConfigureAwait(false))
        {
            records.Add(RecordItem.Read(item));
            if (records.Count == limit) break;
        }
        return records;
    }

    /// <inheritdoc/>
    public Task<DailyCounts> GetDailyCountsAsync(string day, CancellationToken cancellationToken) =>
        counters.GetAsync(day, cancellationToken);

    private async Task<ChangeResult> CountedAsync(TrackingRecord before, TrackingRecord after)
    {
        await counters.CountAsync(DailyCounts.Difference(before, after)).ConfigureAwait(false);
        return new ChangeResult(before, after);
    }

    private static ChangePlan? FittingPlan(RecordChange change, TrackingRecord record)
    {
        foreach (var raises in (ReadOnlySpan<bool>)[true, false])
        {
            if (ChangePlan.For(change, raises) is { } plan && plan.Fits(record)) return plan;
        }
        return null;
    }

    private static bool IsOwn(Dictionary<string, AttributeValue>? item, string token) => item?.ReadText(Names.LastWrite) == token;

    private static PortException Contended() => new(
        ErrorCatalogue.Format(ErrorCodes.TableError, "UpdateItem: too many writers at one record"), isTransient: true, "Contention");
}

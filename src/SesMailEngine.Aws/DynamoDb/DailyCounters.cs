using System.Globalization;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// The counters of each day in the DailyStats table. A process adds to one shard of the day, one write at a time; what comes
/// while a write is under way goes together into the next, so a busy process needs far fewer writes than it counts mails.
/// What could not be written stays and goes with the next write (docs/decisions/0011). For any number of threads.
/// </summary>
internal sealed class DailyCounters(TableCalls calls, string table, IIdSource ids, Random random, ILog log)
{
    /// <summary>Shards of a day.</summary>
    public const int Shards = 10;

    private const int Tries = 4;
    private const string Day = "statDate";
    private const string LastWrite = "lastWrite";

    private readonly int shard = random.Next(Shards);
    private readonly Lock gate = new();
    private Dictionary<string, DailyCounts> waiting = new(StringComparer.Ordinal);
    private TaskCompletionSource? next;
    private bool isWriting;

    /// <summary>
    /// Adds to the counters; ends when they are written, or could not be. Never throws for it: the record, which is the
    /// authority, is written already, and failing its change would make the caller repeat what was done.
    /// </summary>
    public Task CountAsync(IReadOnlyList<KeyValuePair<string, DailyCounts>> added)
    {
        if (added.Count == 0) return Task.CompletedTask;
        Task written;
        bool starts;
        lock (gate)
        {
            Merge(added);
            next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            written = next.Task;
            starts = !isWriting;
            isWriting = true;
        }
        if (starts) _ = WriteAllAsync();
        return written;
    }

    /// <summary>The sum over a day's shards: one query of ten small items.</summary>
    public Task<DailyCounts> GetAsync(string day, CancellationToken cancellationToken) => ReadDayAsync(calls, table, day, cancellationToken);

    /// <summary>The same, for those who only read.</summary>
    public static async Task<DailyCounts> ReadDayAsync(TableCalls calls, string table, string day, CancellationToken cancellationToken)
    {
        var sum = default(DailyCounts);
        Dictionary<string, AttributeValue>? start = null;
        do
        {
            var page = await calls.QueryAsync(
                new QueryRequest
                {
                    TableName = table,
                    KeyConditionExpression = "#day = :day",
                    ExpressionAttributeNames = new() { ["#day"] = Day },
                    ExpressionAttributeValues = new() { [":day"] = ItemValues.Text(day) },
                    ExclusiveStartKey = start,
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items ?? []) sum += Read(item);
            start = page.LastEvaluatedKey is { Count: > 0 } more ? more : null;
        }
        while (start is not null);
        return sum;
    }

    /// <summary>The counters of one shard's item.</summary>
    public static DailyCounts Read(Dictionary<string, AttributeValue> item)
    {
        long Number(string name) => item.ReadNumber(name) ?? 0;
        return new DailyCounts(
            Number("sent"), Number("delivered"), Number("opened"), Number("soft_bounced"), Number("bounced"), Number("complained"),
            Number("failed"), Number("countedBounces"), Number("countedComplaints"));
    }

    private void Merge(IEnumerable<KeyValuePair<string, DailyCounts>> added)
    {
        foreach (var (day, counts) in added) waiting[day] = waiting.GetValueOrDefault(day) + counts;
    }

    private async Task WriteAllAsync()
    {
        while (true)
        {
            Dictionary<string, DailyCounts> batch;
            TaskCompletionSource done;
            lock (gate)
            {
                if (next is null)
                {
                    isWriting = false;
                    return;
                }
                (batch, waiting) = (waiting, new(StringComparer.Ordinal));
                (done, next) = (next, null);
            }
            foreach (var (day, counts) in batch)
            {
                if (counts == default) continue;
                try
                {
                    await WriteAsync(day, counts).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    Keep(day, counts, exception);
                }
            }
            done.SetResult();
        }
    }

    private void Keep(string day, DailyCounts counts, Exception exception)
    {
        lock (gate) Merge([new(day, counts)]);
        var (message, unexpected) = exception is PortException away
            ? (away.Message, null)
            : (ErrorCatalogue.Format(ErrorCodes.TableError, "UpdateItem: " + exception.GetType().Name), exception);
        log.Write(new(LogLevel.Warning, $"{message}; the day's counters wait for the next write")
        {
            ErrorCode = ErrorCodes.TableError,
            Exception = unexpected,
        });
    }

    private async Task WriteAsync(string day, DailyCounts counts)
    {
        var token = ids.Next("");
        for (var attempt = 1; ; attempt++)
        {
            var update = new UpdateText();
            foreach (var (name, number) in counts.Named())
            {
                if (number != 0) update.Add(name, ItemValues.Number(number));
            }
            update.Set(LastWrite, ItemValues.Text(token));
            // A second try follows a first whose end nobody knows: it counts unless the first is there to be seen.
            if (attempt > 1) update.Require($"(attribute_not_exists({update.Name(LastWrite)}) OR {update.Name(LastWrite)} <> {update.Value(ItemValues.Text(token))})");
            var key = new Dictionary<string, AttributeValue>
            {
                [Day] = ItemValues.Text(day),
                ["shard"] = new() { N = shard.ToString(CultureInfo.InvariantCulture) },
            };
            var end = await calls.UpdateAsync(update.ToRequest(table, key), CancellationToken.None).ConfigureAwait(false);
            if (end.Outcome != WriteOutcome.Unknown) return;
            if (attempt == Tries) throw end.Failure!;
            await calls.PauseAsync(attempt, CancellationToken.None).ConfigureAwait(false);
        }
    }
}

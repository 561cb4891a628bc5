using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using Names = SesMailEngine.Aws.DynamoDb.RecordAttributes;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// The counters and the records, read whole through DynamoDB's API: a deployed stack's or the local host's. A correction is one conditional
/// put of the day's first shard, so that nothing the engine adds at the same time is overwritten.
/// </summary>
public sealed class CounterBooks : ICounterBooks
{
    private const int Tries = 20;
    private const string Day = "statDate";
    private const string Shard = "shard";

    private static readonly string[] Facts =
    [
        Names.EmailId, Names.Status, Names.Timestamp, Names.SentAt, Names.DeliveredAt, Names.OpenedAt, Names.BouncedAt, Names.BounceType,
        Names.BounceSubType, Names.ComplainedAt, Names.ComplaintFeedbackType, Names.FailedAt,
    ];

    private readonly TableCalls calls;
    private readonly string records;
    private readonly string counters;

    /// <summary>Makes them. <paramref name="client"/> should be made with <see cref="DynamoDbClients.Create"/>.</summary>
    public CounterBooks(IAmazonDynamoDB client, ResourceNames names, CallRetries retries)
    {
        calls = new TableCalls(client, retries);
        records = names.TrackingTable;
        counters = names.DailyStatsTable;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeyValuePair<string, DailyCounts>>> ListDaysAsync(CancellationToken cancellationToken)
    {
        var days = new SortedDictionary<string, DailyCounts>(StringComparer.Ordinal);
        await foreach (var item in ScanAsync(new ScanRequest { TableName = counters, ConsistentRead = true }, cancellationToken).ConfigureAwait(false))
        {
            if (item.ReadText(Day) is { } day) days[day] = days.GetValueOrDefault(day) + DailyCounters.Read(item);
        }
        return [.. days];
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrackingRecord> ReadRecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ScanRequest
        {
            TableName = records,
            // Some of the names are words of DynamoDB's.
            ProjectionExpression = string.Join(", ", Facts.Select((_, i) => $"#a{i}")),
            ExpressionAttributeNames = Facts.Select((name, i) => KeyValuePair.Create($"#a{i}", name)).ToDictionary(),
        };
        await foreach (var item in ScanAsync(request, cancellationToken).ConfigureAwait(false)) yield return RecordItem.Read(item);
    }

    /// <inheritdoc/>
    public async Task CorrectAsync(string day, DailyCounts added, CancellationToken cancellationToken)
    {
        var key = new Dictionary<string, AttributeValue> { [Day] = ItemValues.Text(day), [Shard] = ItemValues.Number(0) };
        PortException? unclear = null;
        Dictionary<string, AttributeValue>? before = null;
        Dictionary<string, AttributeValue>? wanted = null;
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var there = await calls.GetAsync(counters, key, cancellationToken).ConfigureAwait(false);
            if (unclear is not null)
            {
                if (Agree(there, wanted)) return;
                // Neither what was nor what was to be: the engine wrote since, and nobody can tell which of the two it added to.
                if (!Agree(there, before)) throw unclear;
            }
            (before, wanted) = (there, new(there ?? key));
            foreach (var (name, number) in added.Named())
            {
                if (number != 0) wanted[name] = ItemValues.Number((there?.ReadNumber(name) ?? 0) + number);
            }
            var end = await calls.PutAsync(OnlyOver(there, wanted), cancellationToken).ConfigureAwait(false);
            if (end.Outcome == WriteOutcome.Done) return;
            unclear = end.Failure;
            await calls.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
        throw unclear ?? new PortException(
            ErrorCatalogue.Format(ErrorCodes.TableError, "PutItem: too many writers at one day's counters"), isTransient: true, "Contention");
    }

    // The condition: every number is as it was read, and the writer's mark too.
    private PutItemRequest OnlyOver(Dictionary<string, AttributeValue>? there, Dictionary<string, AttributeValue> wanted)
    {
        var request = new PutItemRequest
        {
            TableName = counters,
            Item = wanted,
            ConditionExpression = "attribute_not_exists(#k)",
            ExpressionAttributeNames = new() { ["#k"] = Day },
        };
        if (there is null) return request;
        var terms = new List<string>();
        request.ExpressionAttributeNames = [];
        request.ExpressionAttributeValues = [];
        foreach (var name in (IEnumerable<string>)[.. default(DailyCounts).Named().Select(counter => counter.Key), "lastWrite"])
        {
            var n = terms.Count;
            request.ExpressionAttributeNames[$"#n{n}"] = name;
            if (there.TryGetValue(name, out var value)) request.ExpressionAttributeValues[$":v{n}"] = value;
            terms.Add(value is null ? $"attribute_not_exists(#n{n})" : $"#n{n} = :v{n}");
        }
        if (request.ExpressionAttributeValues.Count == 0) request.ExpressionAttributeValues = null;
        request.ConditionExpression = string.Join(" AND ", terms);
        return request;
    }

    private static bool Agree(Dictionary<string, AttributeValue>? one, Dictionary<string, AttributeValue>? other) =>
        one is null == other is null && DailyCounters.Read(one ?? []) == DailyCounters.Read(other ?? []);

    private async IAsyncEnumerable<Dictionary<string, AttributeValue>> ScanAsync(
        ScanRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await calls.ScanAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items ?? []) yield return item;
            request.ExclusiveStartKey = page.LastEvaluatedKey is { Count: > 0 } more ? more : null;
        }
        while (request.ExclusiveStartKey is not null);
    }
}

using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using Names = SesMailEngine.Aws.DynamoDb.RecordAttributes;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// Finds mails along the tracking table's indexes: a recipient's by theirs, all others day by day. The index of the day holds less than the
/// records (docs/decisions/0014), so whatever passes it is read whole. A page looks at no more than <see cref="MaxLooked"/> items.
/// </summary>
public sealed class MailReader : IMailReader
{
    /// <summary>The most items a page looks at.</summary>
    internal const int MaxLooked = 2000;

    private const int MaxCalls = 32;
    private const int Attempts = 10;
    private const int LookAtOnce = 250;
    private const int ReadAtOnce = 100;
    private const string DateIndex = "date-partition-index";
    private const string OriginalIndex = "original-email-id-index";

    private readonly TableCalls calls;
    private readonly string table;
    private readonly TimeProvider time;

    /// <summary>Makes the reader. <paramref name="client"/> should be made with <see cref="DynamoDbClients"/>: no retries of its own.</summary>
    public MailReader(IAmazonDynamoDB client, ResourceNames names, CallRetries retries, TimeProvider time)
    {
        calls = new TableCalls(client, retries);
        table = names.TrackingTable;
        this.time = time;
    }

    /// <inheritdoc/>
    public async Task<MailPage> FindAsync(MailQuery query, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IMailReader.MaxPage);
        var place = after is null ? MailPlace.Start(query, Today()) : MailPlace.Read(query, after);
        var found = new List<TrackingRecord>(limit);
        var looked = 0;
        for (var call = 0; call < MaxCalls && looked < MaxLooked; call++)
        {
            var page = await calls.QueryAsync(Request(query, place, limit - found.Count), cancellationToken).ConfigureAwait(false);
            looked += page.ScannedCount ?? page.Items?.Count ?? 0;
            foreach (var items in (page.Items ?? []).Where(item => MayFit(query, item)).Chunk(ReadAtOnce))
            {
                var records = query.Recipient is null
                    ? await ReadWholeAsync(items, cancellationToken).ConfigureAwait(false)
                    : items.ToDictionary(Id, RecordItem.Read, StringComparer.Ordinal);
                foreach (var item in items)
                {
                    if (!records.TryGetValue(Id(item), out var record) || !query.Takes(record)) continue;
                    found.Add(record);
                    if (found.Count == limit) return new MailPage(found, place.At(item).Write(query));
                }
            }
            var next = page.LastEvaluatedKey is { Count: > 0 } last ? place.At(last) : place.NextDay(query);
            if (next is null) return new MailPage(found, null);
            place = next;
        }
        return new MailPage(found, place.Write(query));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrackingRecord>> ListAttemptsAsync(string originalEmailId, CancellationToken cancellationToken)
    {
        if (originalEmailId.Length == 0) return [];
        var page = await calls.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                IndexName = OriginalIndex,
                KeyConditionExpression = "#key = :key",
                ExpressionAttributeNames = new() { ["#key"] = Names.OriginalEmailId },
                ExpressionAttributeValues = new() { [":key"] = ItemValues.Text(originalEmailId) },
                Limit = Attempts,
            },
            cancellationToken).ConfigureAwait(false);
        return [.. (page.Items ?? []).Where(Lives).Select(RecordItem.Read)];
    }

    private QueryRequest Request(MailQuery query, MailPlace place, int wanted)
    {
        var byRecipient = query.Recipient is not null;
        var request = new QueryRequest
        {
            TableName = table,
            IndexName = byRecipient ? Names.ToEmailIndex : DateIndex,
            KeyConditionExpression = "#key = :key",
            ExpressionAttributeNames = new() { ["#key"] = byRecipient ? Names.ToEmail : Names.DatePartition },
            ExpressionAttributeValues = new() { [":key"] = ItemValues.Text(query.Recipient ?? MailPlace.Text(place.Day)) },
            ScanIndexForward = false,
            Limit = IsExact(query) ? wanted : LookAtOnce,
            ExclusiveStartKey = place.Key(query),
        };
        if (byRecipient && (query.FromDay is not null || query.ToDay is not null))
        {
            request.KeyConditionExpression += " AND #time BETWEEN :from AND :to";
            request.ExpressionAttributeNames["#time"] = Names.Timestamp;
            request.ExpressionAttributeValues[":from"] = ItemValues.Text(MailPlace.Text(query.FromDay ?? DateOnly.MinValue));
            request.ExpressionAttributeValues[":to"] = ItemValues.Text(MailPlace.Text((query.ToDay ?? DateOnly.MaxValue.AddDays(-1)).AddDays(1)));
        }
        // Filters spare the way, not the reading.
        var filter = new List<string>(3);
        void Require(string name, string? value)
        {
            if (value is null) return;
            var place = filter.Count.ToString(CultureInfo.InvariantCulture);
            filter.Add($"#f{place} = :f{place}");
            request.ExpressionAttributeNames[$"#f{place}"] = name;
            request.ExpressionAttributeValues[$":f{place}"] = ItemValues.Text(value);
        }
        Require(Names.Status, query.Status?.ToWireName());
        Require(Names.TemplateName, query.TemplateName);
        Require(Names.ErrorCode, query.ErrorCode?.ToUpperInvariant());
        if (filter.Count > 0) request.FilterExpression = string.Join(" AND ", filter);
        return request;
    }

    // What the index tells already; metadata is in none.
    private bool MayFit(MailQuery query, Dictionary<string, AttributeValue> item) =>
        Lives(item) && (query with { MetadataKey = null }).Takes(RecordItem.Read(item));

    private async Task<Dictionary<string, TrackingRecord>> ReadWholeAsync(
        Dictionary<string, AttributeValue>[] items, CancellationToken cancellationToken)
    {
        var keys = items.Select(item => new Dictionary<string, AttributeValue> { [Names.EmailId] = ItemValues.Text(Id(item)) });
        var whole = await calls.GetManyAsync(table, keys, cancellationToken).ConfigureAwait(false);
        return whole.Where(Lives).ToDictionary(Id, RecordItem.Read, StringComparer.Ordinal);
    }

    private static string Id(Dictionary<string, AttributeValue> item) => item.ReadText(Names.EmailId) ?? "";

    private static bool IsExact(MailQuery query) =>
        query is { Status: null, TemplateName: null, ErrorCode: null, MetadataKey: null, Text: null };

    private bool Lives(Dictionary<string, AttributeValue> item) =>
        item.ReadNumber(Names.Ttl) is not { } ttl || ttl > time.GetUtcNow().ToUnixTimeSeconds();

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}

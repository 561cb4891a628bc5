using Amazon.DynamoDBv2.Model;
using SesMailEngine.Core.Model;
using Names = SesMailEngine.Aws.DynamoDb.RecordAttributes;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>The items of the tracking table, one call each.</summary>
/// <param name="calls">The calls.</param>
/// <param name="table">The table's name.</param>
/// <param name="time">The clock by which records expire.</param>
internal sealed class TrackingTable(TableCalls calls, string table, TimeProvider time)
{
    /// <summary>The item of an id as of now, expired or not; null for none.</summary>
    public Task<Dictionary<string, AttributeValue>?> GetAsync(string emailId, CancellationToken cancellationToken) =>
        calls.GetAsync(table, Key(emailId), cancellationToken);

    /// <summary>Puts a record unless there is one that lives.</summary>
    public Task<WriteEnd> PutNewAsync(TrackingRecord record, string token, CancellationToken cancellationToken)
    {
        var item = RecordItem.Write(record);
        item[Names.Version] = ItemValues.Number(1);
        item[Names.LastWrite] = ItemValues.Text(token);
        return calls.PutAsync(
            new PutItemRequest
            {
                TableName = table,
                Item = item,
                ConditionExpression = "attribute_not_exists(#emailId) OR #ttl <= :now",
                ExpressionAttributeNames = new() { ["#emailId"] = Names.EmailId, ["#ttl"] = Names.Ttl },
                ExpressionAttributeValues = new() { [":now"] = Now() },
            },
            cancellationToken);
    }

    /// <summary>Updates a record that lives, as a plan says; the end holds the item before.</summary>
    public Task<WriteEnd> UpdateAsync(string emailId, ChangePlan plan, string token, CancellationToken cancellationToken)
    {
        var update = new UpdateText();
        update.Require($"attribute_exists({update.Name(Names.EmailId)})");
        update.Require($"(attribute_not_exists({update.Name(Names.Ttl)}) OR {update.Name(Names.Ttl)} > {update.Value(Now())})");
        plan.WriteTo(update);
        RecordUpdate.Mark(update, token);
        var request = update.ToRequest(table, Key(emailId));
        request.ReturnValues = Amazon.DynamoDBv2.ReturnValue.ALL_OLD;
        return calls.UpdateAsync(request, cancellationToken);
    }

    /// <summary>Updates a record from what was read to what it becomes.</summary>
    public Task<WriteEnd> UpdateAsync(
        TrackingRecord before, long? version, TrackingRecord after, string token, CancellationToken cancellationToken)
    {
        var update = new UpdateText();
        RecordUpdate.Write(update, before, version, after);
        RecordUpdate.Mark(update, token);
        return calls.UpdateAsync(update.ToRequest(table, Key(before.EmailId)), cancellationToken);
    }

    /// <summary>
    /// The item after a write that did not simply succeed: the one the service sent along with the refusal, else the one
    /// read now.
    /// </summary>
    public async Task<Dictionary<string, AttributeValue>?> LookAsync(
        string emailId, WriteEnd end, int failedTry, CancellationToken cancellationToken)
    {
        if (end.Outcome == WriteOutcome.Unknown) await calls.PauseAsync(failedTry, cancellationToken).ConfigureAwait(false);
        return end is { Outcome: WriteOutcome.ConditionFailed, Item: { } item }
            ? item
            : await GetAsync(emailId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The items of an index's key, newest first, page by page, without those that expired.</summary>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> QueryAsync(
        string index, string name, string value, int pageSize,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<string, AttributeValue>? start = null;
        do
        {
            var page = await calls.QueryAsync(
                new QueryRequest
                {
                    TableName = table,
                    IndexName = index,
                    KeyConditionExpression = "#key = :key",
                    ExpressionAttributeNames = new() { ["#key"] = name },
                    ExpressionAttributeValues = new() { [":key"] = ItemValues.Text(value) },
                    ScanIndexForward = false,
                    Limit = pageSize,
                    ExclusiveStartKey = start,
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items ?? [])
            {
                if (Lives(item)) yield return item;
            }
            start = page.LastEvaluatedKey is { Count: > 0 } next ? next : null;
        }
        while (start is not null);
    }

    /// <summary>True when an item is there and has not expired; DynamoDB deletes what expired within days, not at once.</summary>
    public bool Lives(Dictionary<string, AttributeValue>? item) =>
        item is not null && (item.ReadNumber(Names.Ttl) is not { } ttl || ttl > time.GetUtcNow().ToUnixTimeSeconds());

    private AttributeValue Now() => ItemValues.Number(time.GetUtcNow().ToUnixTimeSeconds());

    private static Dictionary<string, AttributeValue> Key(string emailId) => new() { [Names.EmailId] = ItemValues.Text(emailId) };
}

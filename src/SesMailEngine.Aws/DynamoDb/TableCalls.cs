using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// Calls to DynamoDB, with retries where they are safe: reads always, writes while nothing was done. A write with an unknown
/// end is the caller's to settle. Everything else becomes <see cref="PortException"/> (AWS001).
/// </summary>
internal sealed class TableCalls(IAmazonDynamoDB client, CallRetries retries)
{
    /// <summary>The item of a key, as of now; null for none. One read unit for each 4 KB.</summary>
    public async Task<Dictionary<string, AttributeValue>?> GetAsync(
        string table, Dictionary<string, AttributeValue> key, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = key, ConsistentRead = true };
        var response = await ReadAsync("GetItem", () => client.GetItemAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>The items of up to 100 keys, in no order; keys without an item are left out.</summary>
    /// <exception cref="PortException">DynamoDB did not give all of them in as many rounds as calls are tried.</exception>
    public async Task<List<Dictionary<string, AttributeValue>>> GetManyAsync(
        string table, IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken)
    {
        var found = new List<Dictionary<string, AttributeValue>>();
        var wanted = new Dictionary<string, KeysAndAttributes> { [table] = new() { Keys = [.. keys], ConsistentRead = true } };
        for (var round = 1; ; round++)
        {
            var answer = await ReadAsync("BatchGetItem", () => client.BatchGetItemAsync(wanted, cancellationToken), cancellationToken).ConfigureAwait(false);
            found.AddRange(answer.Responses?.GetValueOrDefault(table) ?? []);
            // What did not fit into 16 MB or its share of throughput comes with the next round.
            if (answer.UnprocessedKeys is not { Count: > 0 } left) return found;
            if (round > retries.Tries + 3)
            {
                throw new PortException(
                    ErrorCatalogue.Format(ErrorCodes.TableError, "BatchGetItem: UnprocessedKeys"), isTransient: true, "UnprocessedKeys");
            }
            wanted = left;
            await retries.PauseAsync(round, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One page of a query.</summary>
    public Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
        ReadAsync("Query", () => client.QueryAsync(request, cancellationToken), cancellationToken);

    /// <summary>One page of a scan.</summary>
    public Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        ReadAsync("Scan", () => client.ScanAsync(request, cancellationToken), cancellationToken);

    /// <summary>A conditional put.</summary>
    public Task<WriteEnd> PutAsync(PutItemRequest request, CancellationToken cancellationToken)
    {
        if (request.ConditionExpression is not null)
        {
            request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        }
        return WriteAsync("PutItem", async () => (await client.PutItemAsync(request, CancellationToken.None).ConfigureAwait(false)).Attributes, cancellationToken);
    }

    /// <summary>A conditional removal; the end of one that succeeded holds the item that was there.</summary>
    public Task<WriteEnd> DeleteAsync(DeleteItemRequest request, CancellationToken cancellationToken)
    {
        request.ReturnValues = ReturnValue.ALL_OLD;
        if (request.ConditionExpression is not null)
        {
            request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        }
        return WriteAsync("DeleteItem", async () => (await client.DeleteItemAsync(request, CancellationToken.None).ConfigureAwait(false)).Attributes, cancellationToken);
    }

    /// <summary>A conditional update.</summary>
    public Task<WriteEnd> UpdateAsync(UpdateItemRequest request, CancellationToken cancellationToken)
    {
        if (request.ConditionExpression is not null)
        {
            request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        }
        return WriteAsync("UpdateItem", async () => (await client.UpdateItemAsync(request, CancellationToken.None).ConfigureAwait(false)).Attributes, cancellationToken);
    }

    /// <summary>Waits after a try that led nowhere.</summary>
    public Task PauseAsync(int failedTry, CancellationToken cancellationToken) => retries.PauseAsync(failedTry, cancellationToken);

    private async Task<T> ReadAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
            {
                if (kind == CallFailure.Refused || attempt >= retries.Tries) throw Failure(operation, exception, kind);
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    // A write under way is not cancelled: it would end in doubt, and the client's timeout bounds it.
    private async Task<WriteEnd> WriteAsync(
        string operation, Func<Task<Dictionary<string, AttributeValue>?>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new WriteEnd(WriteOutcome.Done, NullIfEmpty(await call().ConfigureAwait(false)));
            }
            catch (ConditionalCheckFailedException failed)
            {
                return new WriteEnd(WriteOutcome.ConditionFailed, NullIfEmpty(failed.Item));
            }
            catch (Exception exception) when (CallFailures.Of(exception) is { } kind)
            {
                var failure = Failure(operation, exception, kind);
                if (kind == CallFailure.Unknown) return new WriteEnd(WriteOutcome.Unknown, null, failure);
                if (kind == CallFailure.Refused || attempt >= retries.Tries) throw failure;
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private static PortException Failure(string operation, Exception exception, CallFailure kind)
    {
        var name = CallFailures.NameOf(exception);
        return new PortException(
            ErrorCatalogue.Format(ErrorCodes.TableError, $"{operation}: {name}"), kind != CallFailure.Refused, name, exception);
    }

    private static Dictionary<string, AttributeValue>? NullIfEmpty(Dictionary<string, AttributeValue>? item) =>
        item is { Count: > 0 } ? item : null;
}

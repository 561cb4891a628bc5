using System.Buffers.Text;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// The suppression list as people look through it and change it. A type's entries come from the index by type and date; what somebody
/// wrote with no more than an address is in no index and comes with the whole list.
/// </summary>
public sealed class SuppressionList : ISuppressionReader, ISuppressionEditor
{
    private const int Tries = 4;
    private const int MaxCalls = 8;
    private const int LookAtOnce = 250;
    private const int MaxToken = 2048;
    private const string Index = "suppression-type-date-index";

    private readonly TableCalls calls;
    private readonly string table;

    /// <summary>Makes the list. <paramref name="client"/> should be made with <see cref="DynamoDbClients"/>: no retries of its own.</summary>
    public SuppressionList(IAmazonDynamoDB client, ResourceNames names, CallRetries retries)
    {
        calls = new TableCalls(client, retries);
        table = names.SuppressionTable;
    }

    /// <inheritdoc/>
    public async Task<SuppressionPage> FindAsync(
        string? prefix, SuppressionType? type, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ISuppressionReader.MaxPage);
        var start = after is null ? null : Key(type, ReadToken(prefix, type, after));
        var found = new List<SuppressionEntry>(limit);
        for (var call = 0; call < MaxCalls; call++)
        {
            var atOnce = prefix is null ? limit - found.Count : LookAtOnce;
            var (items, last) = type is null
                ? await ScanAsync(start, atOnce, cancellationToken).ConfigureAwait(false)
                : await QueryAsync(type.Value, start, atOnce, cancellationToken).ConfigureAwait(false);
            foreach (var item in items)
            {
                var entry = SuppressionItem.Read(item);
                if (prefix is not null && !entry.Email.StartsWith(prefix, StringComparison.Ordinal)) continue;
                found.Add(entry);
                if (found.Count == limit) return new SuppressionPage(found, WriteToken(prefix, type, item));
            }
            if (last is null) return new SuppressionPage(found, null);
            start = last;
        }
        return new SuppressionPage(found, WriteToken(prefix, type, start!));
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string email, SuppressionType expected, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var request = new DeleteItemRequest
            {
                TableName = table,
                Key = new() { [SuppressionItem.Email] = ItemValues.Text(email) },
                // An item of nothing but an address is somebody's own.
                ConditionExpression = expected == SuppressionType.Manual
                    ? "attribute_exists(#email) AND (attribute_not_exists(#type) OR #type = :type)" : "attribute_exists(#email) AND #type = :type",
                ExpressionAttributeNames = new() { ["#email"] = SuppressionItem.Email, ["#type"] = SuppressionItem.Type },
                ExpressionAttributeValues = new() { [":type"] = ItemValues.Text(expected.ToWireName()) },
            };
            var end = await calls.DeleteAsync(request, cancellationToken).ConfigureAwait(false);
            if (end.Outcome == WriteOutcome.Done) return true;
            // After a try whose end nobody knows, an entry that is gone may be our own work: gone is what was asked for.
            if (end.Outcome == WriteOutcome.ConditionFailed) return attempt > 1 && end.Item is null;
            if (attempt == Tries) throw end.Failure!;
            await calls.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(List<Dictionary<string, AttributeValue>> Items, Dictionary<string, AttributeValue>? Last)> QueryAsync(
        SuppressionType type, Dictionary<string, AttributeValue>? start, int limit, CancellationToken cancellationToken)
    {
        var page = await calls.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                IndexName = Index,
                KeyConditionExpression = "#type = :type",
                ExpressionAttributeNames = new() { ["#type"] = SuppressionItem.Type },
                ExpressionAttributeValues = new() { [":type"] = ItemValues.Text(type.ToWireName()) },
                ScanIndexForward = false,
                Limit = limit,
                ExclusiveStartKey = start,
            },
            cancellationToken).ConfigureAwait(false);
        return (page.Items ?? [], page.LastEvaluatedKey is { Count: > 0 } last ? last : null);
    }

    private async Task<(List<Dictionary<string, AttributeValue>> Items, Dictionary<string, AttributeValue>? Last)> ScanAsync(
        Dictionary<string, AttributeValue>? start, int limit, CancellationToken cancellationToken)
    {
        var page = await calls.ScanAsync(
            new ScanRequest { TableName = table, Limit = limit, ExclusiveStartKey = start }, cancellationToken).ConfigureAwait(false);
        return (page.Items ?? [], page.LastEvaluatedKey is { Count: > 0 } last ? last : null);
    }

    private static Dictionary<string, AttributeValue> Key(SuppressionType? type, (string Email, string AddedAt) place)
    {
        var key = new Dictionary<string, AttributeValue> { [SuppressionItem.Email] = ItemValues.Text(place.Email) };
        if (type is not { } known) return key;
        key[SuppressionItem.Type] = ItemValues.Text(known.ToWireName());
        key[SuppressionItem.AddedAt] = ItemValues.Text(place.AddedAt);
        return key;
    }

    private static string WriteToken(string? prefix, SuppressionType? type, Dictionary<string, AttributeValue> item) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes($"{type}\n{prefix}\n{item.ReadText(SuppressionItem.Email)}\n{item.ReadText(SuppressionItem.AddedAt)}"));

    private static (string Email, string AddedAt) ReadToken(string? prefix, SuppressionType? type, string token)
    {
        if (token.Length > MaxToken || !Base64Url.IsValid(token)) throw PortFailures.InvalidToken();
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n');
        return parts.Length == 4 && parts[0] == $"{type}" && parts[1] == (prefix ?? "") && parts[2].Length > 0 && (type is null || parts[3].Length > 0)
            ? (parts[2], parts[3]) : throw PortFailures.InvalidToken();
    }
}

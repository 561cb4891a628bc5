using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// The suppression list in DynamoDB. Reads see every write before them, for an entry removed by hand lets mail flow at once;
/// an entry is one conditional put.
/// </summary>
public sealed class SuppressionStore : ISuppressionStore
{
    private const int Tries = 4;

    private readonly TableCalls calls;
    private readonly string table;

    /// <summary>Makes the store. <paramref name="client"/> should be made with <see cref="DynamoDbClients"/>: no retries of its own.</summary>
    public SuppressionStore(IAmazonDynamoDB client, ResourceNames names, CallRetries retries)
    {
        calls = new TableCalls(client, retries);
        table = names.SuppressionTable;
    }

    /// <inheritdoc/>
    public async Task<SuppressionEntry?> GetAsync(string email, CancellationToken cancellationToken)
    {
        var key = new Dictionary<string, AttributeValue> { [SuppressionItem.Email] = ItemValues.Text(email) };
        return await calls.GetAsync(table, key, cancellationToken).ConfigureAwait(false) is { } item ? SuppressionItem.Read(item) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> AddAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var request = new PutItemRequest { TableName = table, Item = SuppressionItem.Write(entry) };
            if (entry.Type != SuppressionType.Complaint)
            {
                // True of an entry that is not there, too.
                request.ConditionExpression = "#type <> :complaint";
                request.ExpressionAttributeNames = new() { ["#type"] = SuppressionItem.Type };
                request.ExpressionAttributeValues = new() { [":complaint"] = ItemValues.Text(SuppressionType.Complaint.ToWireName()) };
            }
            var end = await calls.PutAsync(request, cancellationToken).ConfigureAwait(false);
            if (end.Outcome != WriteOutcome.Unknown) return end.Outcome == WriteOutcome.Done;
            // Writing the same entry again does no harm.
            if (attempt == Tries) throw end.Failure!;
            await calls.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli;

// Reads tracking records through DynamoDB's API: the same calls serve a deployed stack and the local host.
internal sealed class TrackingReader : IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(150);

    private readonly AmazonDynamoDBClient client;
    private readonly ResourceNames names;

    public TrackingReader(AwsTarget target, ResourceNames names)
    {
        this.names = names;
        client = DynamoDbClients.ForCommands(target);
    }

    public async Task<RecordItem?> GetAsync(string emailId, CancellationToken cancellationToken)
    {
        var answer = await client.GetItemAsync(
            new GetItemRequest
            {
                TableName = names.TrackingTable,
                Key = new() { ["emailId"] = new AttributeValue(emailId) },
                ConsistentRead = true,
            },
            cancellationToken);
        return answer.Item is { Count: > 0 } item ? new RecordItem(item) : null;
    }

    // Attempts beyond the first: the retry after a soft bounce has an id of its own.
    public Task<IReadOnlyList<RecordItem>> ListAttemptsAsync(string originalEmailId, CancellationToken cancellationToken) =>
        QueryAsync("original-email-id-index", "originalEmailId", originalEmailId, true, 10, cancellationToken);

    public Task<IReadOnlyList<RecordItem>> ListByRecipientAsync(string email, int limit, CancellationToken cancellationToken) =>
        QueryAsync("to-email-timestamp-index", "toEmail", email, false, limit, cancellationToken);

    // Until the mail has an outcome that people wait for, or the time is up: then as far as it got.
    public async Task<RecordItem?> WaitAsync(string emailId, TimeSpan wait, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (true)
        {
            var record = await GetAsync(emailId, cancellationToken);
            if (record is { IsSettled: true } || clock.GetElapsedTime(start) >= wait) return record;
            await Task.Delay(PollEvery, clock, cancellationToken);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<IReadOnlyList<RecordItem>> QueryAsync(
        string index, string key, string value, bool forward, int limit, CancellationToken cancellationToken)
    {
        var answer = await client.QueryAsync(
            new QueryRequest
            {
                TableName = names.TrackingTable,
                IndexName = index,
                KeyConditionExpression = "#key = :value",
                ExpressionAttributeNames = new() { ["#key"] = key },
                ExpressionAttributeValues = new() { [":value"] = new AttributeValue(value) },
                ScanIndexForward = forward,
                Limit = limit,
            },
            cancellationToken);
        return [.. (answer.Items ?? []).Select(item => new RecordItem(item))];
    }
}

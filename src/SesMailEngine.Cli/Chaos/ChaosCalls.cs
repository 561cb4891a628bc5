using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SesMailEngine.Cli.Chaos;

// The calls of the run, over the same protocols as everybody's. A host that is down answers nothing: callers try again.
internal sealed class ChaosCalls(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new(new SocketsHttpHandler()) { BaseAddress = address, Timeout = Patience };

    // Gives which of the events were acknowledged; null when the answer is none: then nobody knows.
    public async Task<bool[]?> PutEventsAsync(IReadOnlyList<ChaosRequest> requests, CancellationToken cancellationToken)
    {
        var entries = new JsonArray([.. requests.Select(request => (JsonNode)new JsonObject
        {
            ["Source"] = "chaos",
            ["DetailType"] = "Email Request",
            ["EventBusName"] = ChaosPlan.BusName,
            ["Detail"] = request.Detail(),
        })]);
        try
        {
            using var answer = await CallAsync(
                "AWSEvents.PutEvents", "application/x-amz-json-1.1", new JsonObject { ["Entries"] = entries }, cancellationToken);
            return [.. answer.RootElement.GetProperty("Entries").EnumerateArray().Select(entry => entry.TryGetProperty("EventId", out _))];
        }
        catch (Exception exception) when (IsAway(exception, cancellationToken))
        {
            return null;
        }
    }

    // True when SNS took it.
    public async Task<bool> PublishFeedbackAsync(string message, CancellationToken cancellationToken)
    {
        var form = new FormUrlEncodedContent(
        [
            new("Action", "Publish"), new("Version", "2010-03-31"),
            new("TopicArn", $"arn:aws:sns:us-east-1:000000000000:{ChaosPlan.Stack}-SESFeedback"), new("Message", message),
        ]);
        try
        {
            using var answer = await http.PostAsync(new Uri("/", UriKind.Relative), form, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (IsAway(exception, cancellationToken))
        {
            return false;
        }
    }

    public async Task<JsonElement?> RecordAsync(string emailId, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await DynamoAsync("GetItem", new JsonObject
            {
                ["TableName"] = ChaosPlan.Stack + "-EmailTracking",
                ["Key"] = new JsonObject { ["emailId"] = new JsonObject { ["S"] = emailId } },
            }, cancellationToken);
            return answer.RootElement.TryGetProperty("Item", out var item) ? item.Clone() : null;
        }
        catch (Exception exception) when (IsAway(exception, cancellationToken))
        {
            return null;
        }
    }

    public async IAsyncEnumerable<JsonElement> ScanAsync(
        string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JsonNode? after = null;
        do
        {
            var request = new JsonObject { ["TableName"] = $"{ChaosPlan.Stack}-{table}" };
            if (after is not null) request["ExclusiveStartKey"] = after;
            using var page = await DynamoAsync("Scan", request, cancellationToken);
            foreach (var item in page.RootElement.GetProperty("Items").EnumerateArray()) yield return item;
            after = page.RootElement.TryGetProperty("LastEvaluatedKey", out var key) ? JsonNode.Parse(key.GetRawText()) : null;
        }
        while (after is not null);
    }

    public async IAsyncEnumerable<string> JournalAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var journal = await http.GetStreamAsync(new Uri("/_aws/ses/journal", UriKind.Relative), cancellationToken);
        using var reader = new StreamReader(journal);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            yield return entry.RootElement.GetProperty("emailId").GetString()!;
        }
    }

    // Messages on a queue: waiting, in hand and for later. 0 for a queue that is not there.
    public async Task<int> QueuedAsync(string queue, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync("AmazonSQS.GetQueueAttributes", "application/x-amz-json-1.0", new JsonObject
        {
            ["QueueUrl"] = new Uri(address, $"/000000000000/{ChaosPlan.Stack}-{queue}").ToString(),
            ["AttributeNames"] = new JsonArray("All"),
        }, cancellationToken);
        var attributes = answer.RootElement.GetProperty("Attributes");
        int Count(string name) => int.Parse(attributes.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        return Count("ApproximateNumberOfMessages") + Count("ApproximateNumberOfMessagesNotVisible") + Count("ApproximateNumberOfMessagesDelayed");
    }

    public void Dispose() => http.Dispose();

    private Task<JsonDocument> DynamoAsync(string operation, JsonObject request, CancellationToken cancellationToken) =>
        CallAsync("DynamoDB_20120810." + operation, "application/x-amz-json-1.0", request, cancellationToken);

    private async Task<JsonDocument> CallAsync(string target, string contentType, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Add("X-Amz-Target", target);
        using var answer = await http.SendAsync(request, cancellationToken);
        var content = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{target} answered {(int)answer.StatusCode}: {Encoding.UTF8.GetString(content)}");
        return JsonDocument.Parse(content);
    }

    // Not there, cut off, too slow, or cut off in the middle of an answer.
    private static bool IsAway(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && exception is HttpRequestException or IOException or JsonException or OperationCanceledException;
}

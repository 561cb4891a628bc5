using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.EventBridge;

/// <summary>
/// Watches notifications as any subscriber would: a rule and a queue of its own, <c>S-Watch-{id}</c>, made at the beginning and taken
/// away at the end. A process that is killed leaves them; nothing is lost or held up by that, and they can be deleted by hand.
/// </summary>
/// <param name="sqs">A client made with <c>SqsClients.ForCommands</c>.</param>
/// <param name="calls">The calls to the bus.</param>
/// <param name="names">The bus's name.</param>
/// <param name="ids">Names the rule.</param>
public sealed class NotificationReader(IAmazonSQS sqs, PortCalls calls, ResourceNames names, IIdSource ids) : INotificationReader
{
    private const int WaitSeconds = 1;
    private const string Pattern = """{"source":["sesmailengine"]}""";

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchedNotification> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = ids.Next("");
        var name = $"{names.Stack}-Watch-{id[^Math.Min(12, id.Length)..]}";
        string? url = null;
        try
        {
            url = await CreateQueueAsync(name, cancellationToken).ConfigureAwait(false);
            var arn = await AdmitBusAsync(name, url, cancellationToken).ConfigureAwait(false);
            await CreateRuleAsync(name, arn, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                // Half-way through a receive there may be messages in our hands: it is short, and finished.
                if (cancellationToken.IsCancellationRequested) yield break;
                var messages = await PortFailures.RunAsync(
                    "ReceiveMessage",
                    () => sqs.ReceiveMessageAsync(
                        new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10, WaitTimeSeconds = WaitSeconds }, CancellationToken.None),
                    CancellationToken.None).ConfigureAwait(false);
                foreach (var message in messages.Messages ?? [])
                {
                    if (Read(message.Body) is { } notification) yield return notification;
                }
                await DeleteAsync(url, messages.Messages ?? []).ConfigureAwait(false);
            }
        }
        finally
        {
            await CleanUpAsync(name, url).ConfigureAwait(false);
        }
    }

    private async Task<string> CreateQueueAsync(string name, CancellationToken cancellationToken) => (await PortFailures.RunAsync(
        "CreateQueue",
        () => sqs.CreateQueueAsync(
            new CreateQueueRequest { QueueName = name, Attributes = new() { ["MessageRetentionPeriod"] = "300" } }, cancellationToken),
        cancellationToken).ConfigureAwait(false)).QueueUrl;

    // Lets this rule, and no other, send to the queue; gives the queue's ARN.
    private async Task<string> AdmitBusAsync(string name, string url, CancellationToken cancellationToken)
    {
        var attributes = await PortFailures.RunAsync(
            "GetQueueAttributes", () => sqs.GetQueueAttributesAsync(url, ["QueueArn"], cancellationToken), cancellationToken).ConfigureAwait(false);
        var arn = attributes.QueueARN;
        // arn:aws:sqs:region:account:queue
        var account = arn.Split(':') is { Length: 6 } parts ? parts[4] : names.AccountId;
        var rule = (names with { AccountId = account }).Arn("events", $"rule/{names.EventBus}/{name}");
        try
        {
            await PortFailures.RunAsync(
                "SetQueueAttributes", () => sqs.SetQueueAttributesAsync(url, new() { ["Policy"] = Policy(arn, rule) }, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        catch (PortException exception) when (exception.Message.Contains("on this host", StringComparison.Ordinal))
        {
            // The embedded host knows no policies: its bus may send to any queue of its own.
        }
        return arn;
    }

    private async Task CreateRuleAsync(string name, string queueArn, CancellationToken cancellationToken)
    {
        await calls.JsonAsync(
            "events", "AWSEvents.PutRule", "1.1",
            json =>
            {
                json.WriteString("Name", name);
                json.WriteString("EventBusName", names.EventBus);
                json.WriteString("EventPattern", Pattern);
                json.WriteString("Description", "Made by 'sesmailengine watch', and taken away when it ends.");
            },
            cancellationToken).ConfigureAwait(false);
        var answer = await calls.JsonAsync(
            "events", "AWSEvents.PutTargets", "1.1",
            json =>
            {
                json.WriteString("Rule", name);
                json.WriteString("EventBusName", names.EventBus);
                json.WriteStartArray("Targets");
                json.WriteStartObject();
                json.WriteString("Id", "watch");
                json.WriteString("Arn", queueArn);
                json.WriteEndObject();
                json.WriteEndArray();
            },
            cancellationToken).ConfigureAwait(false);
        if (answer.Items("FailedEntries").FirstOrDefault() is { ValueKind: JsonValueKind.Object } failed)
        {
            throw new PortException($"PutTargets: {failed.Text("ErrorCode")}: {failed.Text("ErrorMessage")}", isTransient: false, failed.Text("ErrorCode"));
        }
    }

    private async Task DeleteAsync(string url, List<Message> messages)
    {
        if (messages.Count == 0) return;
        await PortFailures.RunAsync(
            "DeleteMessageBatch",
            () => sqs.DeleteMessageBatchAsync(
                url, [.. messages.Select((message, i) => new DeleteMessageBatchRequestEntry($"m{i}", message.ReceiptHandle))], CancellationToken.None),
            CancellationToken.None).ConfigureAwait(false);
    }

    // Each step by itself: what fails must not keep the others from being done. The first failure is told at the end.
    private async Task CleanUpAsync(string name, string? url)
    {
        PortException? first = null;
        async Task TryAsync(Func<Task> step)
        {
            try
            {
                await step().ConfigureAwait(false);
            }
            catch (PortException exception)
            {
                if (exception.ErrorName != "ResourceNotFoundException") first ??= exception;
            }
        }
        await TryAsync(() => calls.JsonAsync(
            "events", "AWSEvents.RemoveTargets", "1.1",
            json =>
            {
                json.WriteString("Rule", name);
                json.WriteString("EventBusName", names.EventBus);
                json.WriteStartArray("Ids");
                json.WriteStringValue("watch");
                json.WriteEndArray();
            },
            CancellationToken.None)).ConfigureAwait(false);
        await TryAsync(() => calls.JsonAsync(
            "events", "AWSEvents.DeleteRule", "1.1",
            json =>
            {
                json.WriteString("Name", name);
                json.WriteString("EventBusName", names.EventBus);
            },
            CancellationToken.None)).ConfigureAwait(false);
        if (url is not null)
        {
            await TryAsync(() => PortFailures.RunAsync("DeleteQueue", () => sqs.DeleteQueueAsync(url, CancellationToken.None), CancellationToken.None))
                .ConfigureAwait(false);
        }
        if (first is not null) throw first;
    }

    private static WatchedNotification? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.Text("id") is { } id && root.Field("detail") is { } detail
                ? new WatchedNotification(
                    id, root.Text("detail-type") ?? "", WireTime.TryParse(root.Text("time"), out var at) ? at : DateTimeOffset.UnixEpoch, detail.GetRawText())
                : null;
        }
        catch (JsonException)
        {
            // Somebody else's message in our queue is none of ours.
            return null;
        }
    }

    private static string Policy(string queueArn, string ruleArn) => $$$$"""
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",
        "Resource":"{{{{queueArn}}}}","Condition":{"ArnEquals":{"aws:SourceArn":"{{{{ruleArn}}}}"}}}]}
        """;
}

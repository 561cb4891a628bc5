using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Sns;
using SesMailEngine.Aws.Sts;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.Sqs;

/// <summary>
/// The stack's dead letters over SQS. Looking at a letter takes it for a while; whatever is not dealt with is given back at the end, and
/// comes back by itself when this process dies.
/// </summary>
/// <param name="sqs">A client made with <see cref="SqsClients.ForCommands"/>.</param>
/// <param name="dynamoDb">A client that repeats calls by itself; the causes are read with it.</param>
/// <param name="client">Publishes feedback again.</param>
/// <param name="names">The queues' names.</param>
/// <param name="time">The clock of the pace.</param>
public sealed class DeadLetters(IAmazonSQS sqs, IAmazonDynamoDB dynamoDb, AwsClient client, ResourceNames names, TimeProvider time)
    : IDeadLetterReader, IDeadLetterEditor
{
    private const int Batch = 10;

    // Long enough to walk through a queue.
    private const int HeldSeconds = 300;

    private readonly Dictionary<string, string> urls = new(StringComparer.Ordinal);
    private string? topicArn;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new List<DeadLetterCount>();
        foreach (var queue in DeadLetterQueues.All) counts.Add(new(queue, await CountAsync(queue, cancellationToken).ConfigureAwait(false)));
        return counts;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(
        DeadLetterQueue queue, DeadLetterFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IDeadLetterReader.MaxListed);
        var found = new List<DeadLetter>();
        await WalkAsync(
            queue, IDeadLetterReader.MaxListed,
            held =>
            {
                found.AddRange(held.Select(letter => letter.Letter).Where(filter.Takes));
                return Task.FromResult<IReadOnlyList<HeldLetter>>([]);
            },
            () => found.Count >= limit, cancellationToken).ConfigureAwait(false);
        return found.Count > limit ? found[..limit] : found;
    }

    /// <inheritdoc/>
    public async Task<int> RedriveAsync(DeadLetterQueue queue, DeadLetterFilter filter, double rate, CancellationToken cancellationToken)
    {
        if (!(rate is > 0 and <= IDeadLetterEditor.MaxRate)) throw new ArgumentOutOfRangeException(nameof(rate));
        // What fails again while this runs is beyond the number there was at the start.
        var there = (int)Math.Min(int.MaxValue, await CountAsync(queue, cancellationToken).ConfigureAwait(false));
        return there == 0 ? 0 : await WalkAsync(
            queue, there,
            async held =>
            {
                IReadOnlyList<HeldLetter> chosen = [.. held.Where(letter => filter.Takes(letter.Letter))];
                if (chosen.Count == 0) return chosen;
                await ToWorkAsync(queue, chosen, cancellationToken).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromSeconds(chosen.Count / rate), time, CancellationToken.None).ConfigureAwait(false);
                return chosen;
            },
            () => false, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<int> DiscardAsync(
        DeadLetterQueue queue, DeadLetterFilter filter, Func<IReadOnlyList<DeadLetter>, Task>? keep, CancellationToken cancellationToken) => WalkAsync(
        queue, int.MaxValue,
        async held =>
        {
            IReadOnlyList<HeldLetter> chosen = [.. held.Where(letter => filter.Takes(letter.Letter))];
            if (chosen.Count > 0 && keep is not null) await keep([.. chosen.Select(letter => letter.Letter)]).ConfigureAwait(false);
            return chosen;
        },
        () => false, cancellationToken);

    private async Task<long> CountAsync(DeadLetterQueue queue, CancellationToken cancellationToken)
    {
        var url = await UrlAsync(queue.NameIn(names), cancellationToken).ConfigureAwait(false);
        var answer = await PortFailures.RunAsync(
            "GetQueueAttributes",
            () => sqs.GetQueueAttributesAsync(
                new GetQueueAttributesRequest
                {
                    QueueUrl = url,
                    AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
                },
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return (long)answer.ApproximateNumberOfMessages + answer.ApproximateNumberOfMessagesNotVisible;
    }

    // Walks through a queue once. The handler says which letters it has dealt with.
    private async Task<int> WalkAsync(
        DeadLetterQueue queue, int limit, Func<IReadOnlyList<HeldLetter>, Task<IReadOnlyList<HeldLetter>>> handle, Func<bool> isEnough,
        CancellationToken cancellationToken)
    {
        var url = await UrlAsync(queue.NameIn(names), cancellationToken).ConfigureAwait(false);
        var left = new List<HeldLetter>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var done = 0;
        try
        {
            while (seen.Count < limit && !isEnough())
            {
                var held = await ReceiveAsync(queue, url, Math.Min(Batch, limit - seen.Count), cancellationToken).ConfigureAwait(false);
                // SQS may show a message twice; a second time nothing is to be done for it.
                if (held.Count == 0 || !held.Aggregate(false, (any, letter) => seen.Add(letter.Letter.MessageId) || any)) break;
                left.AddRange(held);
                var dealtWith = await handle(await WithCausesAsync(held, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                await DeleteAsync(url, dealtWith).ConfigureAwait(false);
                left.RemoveAll(letter => dealtWith.Any(d => d.Letter.MessageId == letter.Letter.MessageId));
                done += dealtWith.Count;
            }
        }
        finally
        {
            await GiveBackAsync(url, left).ConfigureAwait(false);
        }
        return done;
    }

    private async Task ToWorkAsync(DeadLetterQueue queue, IReadOnlyList<HeldLetter> letters, CancellationToken cancellationToken)
    {
        if (queue.WorkQueueIn(names) is { } work)
        {
            var url = await UrlAsync(work, cancellationToken).ConfigureAwait(false);
            var answer = await PortFailures.RunAsync(
                "SendMessageBatch",
                () => sqs.SendMessageBatchAsync(
                    url, [.. letters.Select((letter, i) => new SendMessageBatchRequestEntry($"m{i}", letter.Letter.Body))], cancellationToken),
                cancellationToken).ConfigureAwait(false);
            if (answer.Failed is { Count: > 0 } failed)
            {
                throw new PortException(
                    $"SendMessageBatch: {failed[0].Code}: {failed[0].Message}", CallFailures.OfEntry(failed[0].Code) != CallFailure.Refused, failed[0].Code);
            }
            return;
        }
        await PortFailures.RunAsync(
            "Publish",
            async () =>
            {
                topicArn ??= (names with { AccountId = await new StsClient(client).GetAccountAsync(cancellationToken).ConfigureAwait(false) })
                    .Arn("sns", names.FeedbackTopic);
                foreach (var letter in letters)
                {
                    await new SnsClient(client).PublishAsync(topicArn, letter.Letter.Body, cancellationToken).ConfigureAwait(false);
                }
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<HeldLetter>> ReceiveAsync(DeadLetterQueue queue, string url, int max, CancellationToken cancellationToken)
    {
        var answer = await PortFailures.RunAsync(
            "ReceiveMessage",
            () => sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest
                {
                    QueueUrl = url,
                    MaxNumberOfMessages = max,
                    VisibilityTimeout = HeldSeconds,
                    MessageSystemAttributeNames = ["SentTimestamp"],
                    MessageAttributeNames = ["All"],
                },
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return [.. (answer.Messages ?? []).Select(message => new HeldLetter(Read(queue, message), message.ReceiptHandle))];
    }

    /// <summary>The letter of a message, with what the bus wrote on it.</summary>
    internal static DeadLetter Read(DeadLetterQueue queue, Message message) => DeadLetter.Read(queue, message.MessageId, message.Body) with
    {
        SentAt = message.Attributes?.GetValueOrDefault("SentTimestamp") is { } sent && long.TryParse(sent, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null,
        ErrorCode = message.MessageAttributes?.GetValueOrDefault("ERROR_CODE")?.StringValue,
        ErrorMessage = message.MessageAttributes?.GetValueOrDefault("ERROR_MESSAGE")?.StringValue,
    };

    // What the bus said of a message is nearer than its record; a record is the next best.
    private async Task<IReadOnlyList<HeldLetter>> WithCausesAsync(IReadOnlyList<HeldLetter> held, CancellationToken cancellationToken)
    {
        var ids = held.Where(h => h.Letter is { ErrorCode: null, EmailId.Length: > 0 }).Select(h => h.Letter.EmailId!).Distinct().ToList();
        if (ids.Count == 0) return held;
        var answer = await PortFailures.RunAsync(
            "BatchGetItem",
            () => dynamoDb.BatchGetItemAsync(
                new Dictionary<string, KeysAndAttributes>
                {
                    [names.TrackingTable] = new()
                    {
                        Keys = [.. ids.Select(id => new Dictionary<string, AttributeValue> { ["emailId"] = new(id) })],
                        ProjectionExpression = "emailId, errorCode, errorMessage",
                    },
                },
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
        var records = answer.Responses?.GetValueOrDefault(names.TrackingTable)?.ToDictionary(item => item["emailId"].S, StringComparer.Ordinal) ?? [];
        return
        [
            .. held.Select(h => h.Letter is { ErrorCode: null, EmailId: { } id } && records.TryGetValue(id, out var record)
                ? h with
                {
                    Letter = h.Letter with
                    {
                        ErrorCode = record.GetValueOrDefault("errorCode")?.S, ErrorMessage = record.GetValueOrDefault("errorMessage")?.S,
                    },
                }
                : h),
        ];
    }

    private async Task DeleteAsync(string url, IReadOnlyList<HeldLetter> letters)
    {
        if (letters.Count == 0) return;
        // Not to be stopped half-way: what was put back to work must leave this queue.
        await PortFailures.RunAsync(
            "DeleteMessageBatch",
            () => sqs.DeleteMessageBatchAsync(
                url, [.. letters.Select((letter, i) => new DeleteMessageBatchRequestEntry($"m{i}", letter.ReceiptHandle))], CancellationToken.None),
            CancellationToken.None).ConfigureAwait(false);
    }

    private async Task GiveBackAsync(string url, List<HeldLetter> letters)
    {
        foreach (var batch in letters.Chunk(Batch))
        {
            await PortFailures.RunAsync(
                "ChangeMessageVisibilityBatch",
                () => sqs.ChangeMessageVisibilityBatchAsync(
                    url,
                    [.. batch.Select((letter, i) => new ChangeMessageVisibilityBatchRequestEntry($"m{i}", letter.ReceiptHandle) { VisibilityTimeout = 0 })],
                    CancellationToken.None),
                CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<string> UrlAsync(string queue, CancellationToken cancellationToken)
    {
        if (urls.TryGetValue(queue, out var url)) return url;
        var answer = await PortFailures.RunAsync(
            $"GetQueueUrl {queue}", () => sqs.GetQueueUrlAsync(queue, cancellationToken), cancellationToken).ConfigureAwait(false);
        return urls[queue] = answer.QueueUrl;
    }

    // A letter in our hands.
    private sealed record HeldLetter(DeadLetter Letter, string ReceiptHandle);
}

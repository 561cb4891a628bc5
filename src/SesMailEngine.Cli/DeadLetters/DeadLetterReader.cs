using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Sns;
using SesMailEngine.Aws.Sqs;
using SesMailEngine.Aws.Sts;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.DeadLetters;

// The stack's dead letters through the AWS APIs, so that one code path serves a deployed stack and the local host.
internal sealed class DeadLetterReader : IDisposable
{
    private const int Batch = 10;
    private const int RecordsAtOnce = 100;

    // Long enough to walk through a queue; whatever happens to this process, the messages come back by themselves.
    private const int HeldSeconds = 300;

    private readonly AmazonSQSClient sqs;
    private readonly AmazonDynamoDBClient dynamoDb;
    private readonly HttpClient http = new();
    private readonly AwsClient client;
    private readonly ResourceNames names;
    private readonly Dictionary<string, string> urls = new(StringComparer.Ordinal);
    private string? topicArn;

    public DeadLetterReader(AwsTarget target, ResourceNames names)
    {
        this.names = names;
        client = new AwsClient(http, target);
        sqs = SqsClients.ForCommands(target);
        dynamoDb = DynamoDbClients.ForCommands(target);
    }

    public async Task<long> CountAsync(DeadLetterQueue queue, CancellationToken cancellationToken)
    {
        var answer = await sqs.GetQueueAttributesAsync(
            new GetQueueAttributesRequest
            {
                QueueUrl = await UrlAsync(queue.Name, cancellationToken),
                AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
            },
            cancellationToken);
        return (long)answer.ApproximateNumberOfMessages + answer.ApproximateNumberOfMessagesNotVisible;
    }

    // Walks through a queue once. Each letter is offered with its record's outcome; the handler says which ones it has dealt with.
    // All others are given back at the end, so that nobody has to wait for them.
    public async Task<int> WalkAsync(
        DeadLetterQueue queue, int limit, Func<IReadOnlyList<DeadLetter>, Task<IReadOnlyList<DeadLetter>>> handle, CancellationToken cancellationToken)
    {
        var url = await UrlAsync(queue.Name, cancellationToken);
        var left = new List<DeadLetter>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var done = 0;
        try
        {
            while (seen.Count < limit)
            {
                var letters = await ReceiveAsync(queue, url, Math.Min(Batch, limit - seen.Count), cancellationToken);
                // SQS may show a message twice; a second time nothing is to be done for it.
                if (letters.Count == 0 || !letters.Aggregate(false, (any, letter) => seen.Add(letter.MessageId) || any)) break;
                left.AddRange(letters);
                var dealtWith = await handle(await WithOutcomesAsync(letters, cancellationToken));
                await DeleteAsync(url, dealtWith);
                left.RemoveAll(letter => dealtWith.Any(d => d.MessageId == letter.MessageId));
                done += dealtWith.Count;
            }
        }
        finally
        {
            await GiveBackAsync(url, left);
        }
        return done;
    }

    // Puts letters back to work: requests and retries on their queue as they are, feedback through its topic.
    public async Task RedriveAsync(DeadLetterQueue queue, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        if (queue.WorkQueue is { } work)
        {
            var answer = await sqs.SendMessageBatchAsync(
                await UrlAsync(work, cancellationToken),
                [.. letters.Select((letter, i) => new SendMessageBatchRequestEntry($"m{i}", letter.Body))], cancellationToken);
            if (answer.Failed is { Count: > 0 } failed) throw new AmazonSQSException($"{failed[0].Code}: {failed[0].Message}");
            return;
        }
        topicArn ??= (names with { AccountId = await new StsClient(client).GetAccountAsync(cancellationToken) }).Arn("sns", names.FeedbackTopic);
        foreach (var letter in letters) await new SnsClient(client).PublishAsync(topicArn, letter.Body, cancellationToken);
    }

    public void Dispose()
    {
        sqs.Dispose();
        dynamoDb.Dispose();
        http.Dispose();
    }

    private async Task<IReadOnlyList<DeadLetter>> ReceiveAsync(DeadLetterQueue queue, string url, int max, CancellationToken cancellationToken)
    {
        var answer = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = url,
                MaxNumberOfMessages = max,
                VisibilityTimeout = HeldSeconds,
                MessageSystemAttributeNames = ["SentTimestamp"],
                MessageAttributeNames = ["All"],
            },
            cancellationToken);
        return [.. (answer.Messages ?? []).Select(message => DeadLetter.Of(queue, message))];
    }

    // What the bus said of a message is nearer than its record; a record is the next best.
    private async Task<IReadOnlyList<DeadLetter>> WithOutcomesAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var ids = letters.Where(l => l is { ErrorCode: null, EmailId: not null }).Select(l => l.EmailId!).Distinct().Take(RecordsAtOnce).ToList();
        if (ids.Count == 0) return letters;
        var answer = await dynamoDb.BatchGetItemAsync(
            new Dictionary<string, KeysAndAttributes>
            {
                [names.TrackingTable] = new()
                {
                    Keys = [.. ids.Select(id => new Dictionary<string, AttributeValue> { ["emailId"] = new(id) })],
                    ProjectionExpression = "emailId, errorCode, errorMessage",
                },
            },
            cancellationToken);
        var records = answer.Responses.GetValueOrDefault(names.TrackingTable)?
            .ToDictionary(item => item["emailId"].S, StringComparer.Ordinal) ?? [];
        return [.. letters.Select(letter => letter is { ErrorCode: null, EmailId: { } id } && records.TryGetValue(id, out var record)
            ? letter with { ErrorCode = record.GetValueOrDefault("errorCode")?.S, ErrorMessage = record.GetValueOrDefault("errorMessage")?.S }
            : letter)];
    }

    private async Task DeleteAsync(string url, IReadOnlyList<DeadLetter> letters)
    {
        if (letters.Count == 0) return;
        // Not to be stopped half-way: what was put back to work must leave this queue.
        await sqs.DeleteMessageBatchAsync(
            url, [.. letters.Select((letter, i) => new DeleteMessageBatchRequestEntry($"m{i}", letter.ReceiptHandle))], CancellationToken.None);
    }

    private async Task GiveBackAsync(string url, List<DeadLetter> letters)
    {
        foreach (var batch in letters.Chunk(Batch))
        {
            await sqs.ChangeMessageVisibilityBatchAsync(
                url,
                [.. batch.Select((letter, i) => new ChangeMessageVisibilityBatchRequestEntry($"m{i}", letter.ReceiptHandle) { VisibilityTimeout = 0 })],
                CancellationToken.None);
        }
    }

    private async Task<string> UrlAsync(string queue, CancellationToken cancellationToken)
    {
        if (!urls.TryGetValue(queue, out var url)) urls[queue] = url = (await sqs.GetQueueUrlAsync(queue, cancellationToken)).QueueUrl;
        return url;
    }
}

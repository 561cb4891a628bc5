using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>The operations on queues themselves.</summary>
internal sealed class QueueOperations(
    ResourceNames names, IQueues queues, QueueUrls urls, TimeProvider time, Func<string, string?>? policyOf = null)
{
    private const int MaxQueues = 1000;

    /// <summary>CreateQueue: the same queue again is no error, one with other attributes is.</summary>
    public async Task CreateAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var name = SqsCall.Require(call.Input, "QueueName");
        if (name.Length > 80 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw SqsErrors.InvalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        var fresh = new QueueDefinition(name, TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromDays(4)) { CreatedAt = time.GetUtcNow() };
        if (queues.Find(name) is { } old)
        {
            // Only the attributes given are compared, as on AWS.
            if (QueueAttributes.Apply(old, call.Input.Attributes(), urls) != old) throw SqsErrors.QueueExists();
        }
        else
        {
            if (queues.List("").Count >= MaxQueues)
                throw SqsErrors.InvalidParameter($"This host keeps at most {MaxQueues} queues.");
            await queues.CreateAsync(QueueAttributes.Apply(fresh, call.Input.Attributes(), urls), cancellationToken);
        }
        await AnswerUrlAsync(call, name, cancellationToken);
    }

    /// <summary>GetQueueUrl.</summary>
    public Task GetUrlAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var name = SqsCall.Require(call.Input, "QueueName");
        var owner = call.Input.Text("QueueOwnerAWSAccountId");
        if ((owner is not null && owner != names.AccountId) || queues.Find(name) is null) throw SqsErrors.NoSuchQueue();
        return AnswerUrlAsync(call, name, cancellationToken);
    }

    /// <summary>ListQueues: all of them, or pages of <c>MaxResults</c>.</summary>
    public Task ListAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var max = SqsCall.Number(call.Input, "MaxResults", 1, 1000) ?? 1000;
        var after = call.Input.Text("NextToken") is { } token ? DecodeToken(token) : null;
        var rest = queues.List(call.Input.Text("QueueNamePrefix") ?? "")
            .Where(name => after is null || string.CompareOrdinal(name, after) > 0).Take(max + 1).ToList();
        var next = rest.Count > max ? Convert.ToBase64String(Encoding.UTF8.GetBytes(rest[max - 1])) : null;
        var found = rest.Take(max).Select(name => urls.UrlOf(call.Request, name)).ToList();
        return call.AnswerAsync(
            (found, next),
            static (output, s) =>
            {
                output.Texts("QueueUrls", "QueueUrl", s.found);
                output.Text("NextToken", s.next);
            },
            cancellationToken);
    }

    /// <summary>GetQueueAttributes.</summary>
    public async Task GetAttributesAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        var counts = await queues.CountAsync(queue.Name, cancellationToken) ?? throw SqsErrors.NoSuchQueue();
        var attributes = QueueAttributes.Describe(
            queue, counts, urls.ArnOf(queue.Name), urls.ArnOf, call.Input.Texts("AttributeNames", "AttributeName"), policyOf?.Invoke(urls.ArnOf(queue.Name)));
        await call.AnswerAsync(attributes, static (output, attributes) => output.Attributes(attributes), cancellationToken);
    }

    /// <summary>SetQueueAttributes.</summary>
    public async Task SetAttributesAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        var attributes = call.Input.Attributes();
        if (attributes.Count == 0) throw SqsErrors.Missing("Attribute.Name");
        await queues.CreateAsync(QueueAttributes.Apply(queue, attributes, urls), cancellationToken);
        await call.AnswerAsync(cancellationToken);
    }

    /// <summary>DeleteQueue.</summary>
    public async Task DeleteAsync(SqsCall call, CancellationToken cancellationToken)
    {
        var queue = urls.Require(call);
        if (IsOfTheStack(queue.Name))
            throw SqsErrors.InvalidParameter($"The queue {queue.Name} is part of the stack and cannot be deleted.");
        await queues.DeleteQueueAsync(queue.Name, cancellationToken);
        await call.AnswerAsync(cancellationToken);
    }

    /// <summary>PurgeQueue.</summary>
    public async Task PurgeAsync(SqsCall call, CancellationToken cancellationToken)
    {
        if (!await queues.PurgeAsync(urls.Require(call).Name, cancellationToken)) throw SqsErrors.NoSuchQueue();
        await call.AnswerAsync(cancellationToken);
    }

    private bool IsOfTheStack(string queue) =>
        queue == names.EmailQueue || queue == names.RetryQueue || queue == names.EventBridgeDlq || queue == names.RetryDlq
        || queue == names.FeedbackDlq;

    private Task AnswerUrlAsync(SqsCall call, string queue, CancellationToken cancellationToken) =>
        call.AnswerAsync(urls.UrlOf(call.Request, queue), static (output, url) => output.Text("QueueUrl", url), cancellationToken);

    private static string DecodeToken(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw SqsErrors.InvalidParameter("Value for parameter NextToken is invalid.");
    }
}

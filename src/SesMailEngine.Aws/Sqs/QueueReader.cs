using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Aws.CloudWatch;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.Sqs;

/// <summary>The depth of the stack's queues from SQS, the age of the oldest message from CloudWatch, which alone knows it.</summary>
/// <param name="sqs">A client made with <see cref="SqsClients.ForCommands"/>.</param>
/// <param name="ages">The metrics.</param>
/// <param name="names">The queues' names.</param>
public sealed class QueueReader(IAmazonSQS sqs, QueueAges ages, ResourceNames names) : IQueueReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueReading>> ListAsync(CancellationToken cancellationToken)
    {
        string[] queues = [names.EmailQueue, names.RetryQueue, names.EventBridgeDlq, names.RetryDlq, names.FeedbackDlq];
        var oldest = await ages.GetAsync(queues, cancellationToken).ConfigureAwait(false);
        var found = new List<QueueReading>(queues.Length);
        for (var i = 0; i < queues.Length; i++)
        {
            if (await ReadAsync(queues[i], cancellationToken).ConfigureAwait(false) is not { } counts) continue;
            found.Add(new QueueReading(
                queues[i], counts.ApproximateNumberOfMessages, counts.ApproximateNumberOfMessagesNotVisible, counts.ApproximateNumberOfMessagesDelayed,
                oldest.TryGetValue(queues[i], out var age) ? age : null)
            {
                HoldsDeadLetters = i >= 2,
            });
        }
        return found;
    }

    private async Task<GetQueueAttributesResponse?> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var url = (await sqs.GetQueueUrlAsync(queue, cancellationToken).ConfigureAwait(false)).QueueUrl;
            return await sqs.GetQueueAttributesAsync(
                new GetQueueAttributesRequest
                {
                    QueueUrl = url,
                    AttributeNames =
                    [
                        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed",
                    ],
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
        {
            throw PortFailures.Of($"GetQueueAttributes {queue}", exception, kind);
        }
    }
}

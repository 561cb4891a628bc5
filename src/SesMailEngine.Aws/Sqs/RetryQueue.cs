using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Sqs;

/// <summary>
/// The soft-bounce retry queue in SQS. A standard queue cannot tell that a retry was put on it before: two messages then lead to
/// one id, and the claim turns the second away (docs/decisions/0004). So a call whose end nobody knows may be repeated.
/// </summary>
public sealed class RetryQueue : IRetryQueue
{
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);

    private readonly IAmazonSQS client;
    private readonly string queueUrl;
    private readonly int delaySeconds;
    private readonly CallRetries retries;

    /// <summary>Makes the queue. <paramref name="client"/> should be made with <see cref="SqsClients"/>: no retries of its own.</summary>
    /// <param name="client">SQS.</param>
    /// <param name="queueUrl">The queue's URL.</param>
    /// <param name="delay">How long a retry waits, 0 to 15 minutes; more is cut to 15.</param>
    /// <param name="retries">How calls are repeated.</param>
    public RetryQueue(IAmazonSQS client, string queueUrl, TimeSpan delay, CallRetries retries)
    {
        this.client = client;
        this.queueUrl = queueUrl;
        this.retries = retries;
        delaySeconds = (int)(delay < LongestDelay ? delay : LongestDelay).TotalSeconds;
    }

    /// <inheritdoc/>
    public async Task EnqueueAsync(string deduplicationId, string body, CancellationToken cancellationToken)
    {
        var request = new SendMessageRequest { QueueUrl = queueUrl, MessageBody = Sendable(body), DelaySeconds = delaySeconds };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await client.SendMessageAsync(request, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
            {
                if (kind == CallFailure.Refused || attempt >= retries.Tries)
                {
                    var name = CallFailures.NameOf(exception);
                    throw new PortException($"SQS error SendMessage: {name}", kind != CallFailure.Refused, name, exception);
                }
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    // SQS takes the characters of XML; two of JSON's are none of them, and in a JSON text they can stand only in strings.
    private static string Sendable(string json) => json.AsSpan().ContainsAny('\uFFFE', '\uFFFF')
        ? json.Replace("\uFFFE", "\\uFFFE", StringComparison.Ordinal).Replace("\uFFFF", "\\uFFFF", StringComparison.Ordinal)
        : json;
}

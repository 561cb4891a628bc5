using System.Globalization;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Sqs;

/// <summary>
/// Puts messages on a queue with a delay of their own, ten at a call
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html). Whoever reads them must
/// bear to see one twice: a call whose end nobody knows is repeated.
/// </summary>
/// <param name="client">SQS, made with <see cref="SqsClients"/>: no retries of its own.</param>
/// <param name="retries">How calls are repeated.</param>
public sealed class DelayedMessages(IAmazonSQS client, CallRetries retries)
{
    private const int MaxEntries = 10;

    // What every region takes in one call, all entries together.
    private const int MaxBytes = 256 * 1024;

    /// <summary>Sends the messages; gives for each, in order, whether the queue took it.</summary>
    /// <exception cref="PortException">The queue took none, for it does not answer or refuses the call.</exception>
    public async Task<IReadOnlyList<bool>> SendAsync(
        string queueUrl, IReadOnlyList<DelayedMessage> messages, CancellationToken cancellationToken)
    {
        var taken = new bool[messages.Count];
        PortException? failure = null;
        for (var first = 0; first < messages.Count;)
        {
            var count = CountForOneCall(messages, first);
            try
            {
                await SendAsync(queueUrl, messages, first, count, taken, cancellationToken).ConfigureAwait(false);
            }
            catch (PortException refused)
            {
                failure = refused;
            }
            first += count;
        }
        return failure is null || taken.Contains(true) ? taken : throw failure;
    }

    private static int CountForOneCall(IReadOnlyList<DelayedMessage> messages, int first)
    {
        var bytes = 0;
        var count = 0;
        while (count < MaxEntries && first + count < messages.Count)
        {
            bytes += Size(messages[first + count]);
            if (count > 0 && bytes > MaxBytes) break;
            count++;
        }
        return count;
    }

    private static int Size(DelayedMessage message) => Encoding.UTF8.GetByteCount(message.Body)
        + message.Attributes.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(a.Value) + "String".Length);

    private async Task SendAsync(
        string queueUrl, IReadOnlyList<DelayedMessage> messages, int first, int count, bool[] taken, CancellationToken cancellationToken)
    {
        var request = new SendMessageBatchRequest
        {
            QueueUrl = queueUrl,
            Entries = [.. Enumerable.Range(first, count).Select(i => Entry(i, messages[i]))],
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await client.SendMessageBatchAsync(request, cancellationToken).ConfigureAwait(false);
                foreach (var entry in answer.Successful ?? [])
                {
                    if (int.TryParse(entry.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < taken.Length) taken[i] = true;
                }
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
            {
                if (kind == CallFailure.Refused || attempt >= retries.Tries)
                {
                    var name = CallFailures.NameOf(exception);
                    throw new PortException($"SQS error SendMessageBatch: {name}", kind != CallFailure.Refused, name, exception);
                }
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private static SendMessageBatchRequestEntry Entry(int index, DelayedMessage message) => new()
    {
        Id = index.ToString(CultureInfo.InvariantCulture),
        MessageBody = message.Body,
        DelaySeconds = (int)message.Delay.TotalSeconds,
        MessageAttributes = message.Attributes.ToDictionary(
            a => a.Key, a => new MessageAttributeValue { DataType = "String", StringValue = a.Value }),
    };
}

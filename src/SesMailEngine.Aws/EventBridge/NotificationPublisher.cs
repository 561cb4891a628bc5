using System.Text.Json;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.EventBridge;

/// <summary>
/// Publishes the engine's events on the stack's bus, <c>source</c> <c>sesmailengine</c>. EventBridge itself delivers at least once,
/// so a call whose end nobody knows is repeated, too.
/// </summary>
/// <param name="client">EventBridge.</param>
/// <param name="names">The bus's name.</param>
/// <param name="retries">How calls are repeated.</param>
public sealed class NotificationPublisher(EventBridgeClient client, ResourceNames names, CallRetries retries) : INotificationPublisher
{
    private const string Source = "sesmailengine";

    /// <inheritdoc/>
    public async Task PublishAsync(string detailType, string detail, CancellationToken cancellationToken)
    {
        var entry = new PutEventsEntry(Source, detailType, detail, names.EventBus);
        for (var attempt = 1; ; attempt++)
        {
            var (kind, name, cause) = await TryAsync(entry, cancellationToken).ConfigureAwait(false);
            if (name is null) return;
            if (kind == CallFailure.Refused || attempt >= retries.Tries)
            {
                throw new PortException($"EventBridge error PutEvents: {name}", kind != CallFailure.Refused, name, cause);
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(CallFailure Kind, string? ErrorName, Exception? Cause)> TryAsync(
        PutEventsEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await client.PutEventsAsync([entry], cancellationToken).ConfigureAwait(false);
            if (answers is not [var answer]) return (CallFailure.Unknown, "InvalidResponse", null);
            // An entry refused within a good answer: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html
            return answer.ErrorCode is null
                ? (default, null, null)
                : (CallFailures.OfEntry(answer.ErrorCode), answer.ErrorCode, null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
        {
            return (kind, CallFailures.NameOf(exception), exception);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (CallFailure.Unknown, "InvalidResponse", exception);
        }
    }
}

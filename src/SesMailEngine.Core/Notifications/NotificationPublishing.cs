using System.Text.Json;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Notifications;

/// <summary>
/// Tells the producers about a status, as well as it can: a failure is logged and nothing more, because the record, which
/// is the authority, is written already.
/// </summary>
/// <param name="publisher">The stack's bus.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class NotificationPublishing(INotificationPublisher publisher, ILog log)
{
    /// <summary>Publishes, or logs why not.</summary>
    /// <param name="notification">What to tell.</param>
    /// <param name="function">Who tells it, for the log: <c>EmailSender</c> or <c>FeedbackProcessor</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task PublishAsync(StatusNotification notification, string function, CancellationToken cancellationToken)
    {
        try
        {
            var detail = StatusNotificationWriter.Write(notification);
            await publisher.PublishAsync(StatusNotificationWriter.DetailType, detail, cancellationToken);
        }
        catch (PortException failure)
        {
            Log(notification, function, ErrorCodes.PublishRefused, failure.ErrorName ?? "failed", null);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            Log(notification, function, ErrorCodes.PublishFailed, failure.GetType().Name, failure);
        }
    }

    private void Log(StatusNotification notification, string function, string code, string why, Exception? exception) =>
        log.Write(new(LogLevel.Warning, ErrorCatalogue.Format(code, notification.Status.ToWireName(), why))
        {
            Function = function,
            EmailId = notification.Record.EmailId,
            TemplateName = notification.Record.TemplateName,
            Status = notification.Status.ToWireName(),
            ErrorCode = code,
            Exception = exception,
        });
}

using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Sending;

/// <summary>
/// The sender's log lines. Their words hold what the support guide's filters look for: <c>Template error</c>,
/// <c>suppressed</c>, <c>bounce_rate_exceeded</c>, <c>Maximum sending rate exceeded</c>.
/// </summary>
/// <param name="log">Where they go.</param>
internal sealed class EmailSenderLog(ILog log)
{
    /// <summary>The function's name in the log.</summary>
    public const string Function = "EmailSender";

    /// <summary>The mail went out.</summary>
    public void Sent(EmailRequest request, TimeSpan duration)
    {
        if (log.IsEnabled(LogLevel.Info)) log.Write(Line(LogLevel.Info, "Email sent", request) with { Status = "sent", DurationMs = duration.TotalMilliseconds });
    }

    /// <summary>The mail had gone out earlier; only its record was missing.</summary>
    public void Settled(EmailRequest request) =>
        log.Write(Line(LogLevel.Info, "Email was sent by an earlier attempt; its record is settled", request) with { Status = "sent" });

    /// <summary>A request whose mail is dealt with already.</summary>
    public void Duplicate(string emailId, TrackingRecord? existing) => log.Write(new(LogLevel.Info, "Duplicate request consumed; the mail was dealt with before")
    {
        Function = Function,
        EmailId = emailId,
        TemplateName = existing?.TemplateName,
        Status = existing?.Status.ToWireName(),
    });

    /// <summary>A request that failed for good.</summary>
    public void Failed(TrackingRecord record, FailureFacts failure) => log.Write(Line(
        failure.ErrorType is ErrorTypes.TemplateNotFound or ErrorTypes.TemplateRenderError ? LogLevel.Error : LogLevel.Warning,
        Words(record, failure), record.EmailId, record.TemplateName) with
    {
        Status = "failed",
        ErrorCode = failure.ErrorCode,
    });

    /// <summary>An attempt that ended without a result and will be made again.</summary>
    public void Deferred(string emailId, FailureFacts why, int receiveCount, bool isLast) => log.Write(Line(
        isLast ? LogLevel.Error : LogLevel.Warning,
        $"{why.ErrorMessage}; {(isLast ? "given up" : "left on the queue")} after receive {receiveCount}", emailId, null) with
    {
        ErrorCode = why.ErrorCode,
    });

    /// <summary>A request put aside without counting the receive.</summary>
    public void Held(string emailId, string why, TimeSpan delay)
    {
        if (log.IsEnabled(LogLevel.Debug)) log.Write(Line(LogLevel.Debug, $"Held for {delay.TotalSeconds:0.#} s: {why}", emailId, null));
    }

    /// <summary>An attempt whose end nobody knows.</summary>
    public void Ambiguous(EmailRequest request, string? errorName, Exception? exception) => log.Write(
        Line(LogLevel.Warning, $"SES's answer is missing ({errorName ?? "unknown"}); waiting for its Send event before another try", request) with
        {
            Status = "sending",
            Exception = exception,
        });

    /// <summary>The mail went out, but its record could not be written.</summary>
    public void NotRecorded(EmailRequest request, PortException cause) => log.Write(
        Line(LogLevel.Error, $"Email sent, but its record could not be written: {cause.Message}; feedback will settle it", request) with
        {
            Status = "sending",
            ErrorCode = ErrorCodes.TableError,
        });

    /// <summary>A store could not be written or read on the way out of a failed attempt.</summary>
    public void StoreAway(string emailId, PortException cause) => log.Write(
        Line(LogLevel.Error, $"The tracking table did not answer: {cause.Message}", emailId, null) with { ErrorCode = ErrorCodes.TableError });

    /// <summary>A mistake of the engine itself.</summary>
    public void Unexpected(EmailRequest request, Exception exception) =>
        log.Write(Line(LogLevel.Error, "Unexpected error while sending", request) with { Exception = exception });

    /// <summary>Fields the engine does not know.</summary>
    public void UnknownFields(string emailId, IReadOnlyList<string> names)
    {
        if (names.Count > 0 && log.IsEnabled(LogLevel.Debug))
        {
            log.Write(Line(LogLevel.Debug, $"Unknown fields ignored: {PythonList.Of(names)}", emailId, null));
        }
    }

    private static string Words(TrackingRecord record, FailureFacts failure) => failure.ErrorType switch
    {
        ErrorTypes.TemplateNotFound or ErrorTypes.TemplateRenderError => $"Template error: {failure.ErrorMessage}",
        ErrorTypes.Suppressed => $"Recipient {EmailAddress.Mask(record.ToEmail)} suppressed: {failure.ErrorMessage}",
        ErrorTypes.BounceRateExceeded => $"bounce_rate_exceeded: {failure.ErrorMessage}",
        // The message repeats the address, which no log line may.
        _ when failure.ErrorCode == ErrorCodes.AddressInvalid => "Validation error: Invalid email address format",
        ErrorTypes.ValidationError => $"Validation error: {failure.ErrorMessage}",
        _ => failure.ErrorMessage,
    };

    private static LogEntry Line(LogLevel level, string message, EmailRequest request) =>
        Line(level, message, request.EmailId, request.TemplateName);

    private static LogEntry Line(LogLevel level, string message, string emailId, string? templateName) => new(level, message)
    {
        Function = Function,
        EmailId = emailId,
        TemplateName = string.IsNullOrEmpty(templateName) ? null : templateName,
    };
}

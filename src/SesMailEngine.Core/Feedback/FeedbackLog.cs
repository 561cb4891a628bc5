using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Feedback;

/// <summary>The processor's log lines; addresses in them are masked.</summary>
internal sealed class FeedbackLog(ILog log)
{
    /// <summary>The function's name in log lines.</summary>
    public const string Function = "FeedbackProcessor";

    /// <summary>An error of the catalogue.</summary>
    public void Error(LogLevel level, string code, string detail, string? emailId = null) =>
        log.Write(new(level, ErrorCatalogue.Format(code, detail)) { Function = Function, EmailId = emailId, ErrorCode = code });

    /// <summary>What became of a record.</summary>
    public void Applied(FeedbackEvent feedback, TrackingRecord record, bool isNew)
    {
        var level = isNew ? LogLevel.Info : LogLevel.Debug;
        if (!log.IsEnabled(level)) return;
        log.Write(new(level, isNew ? $"Feedback applied: {feedback.Kind}" : $"Feedback known already: {feedback.Kind}")
        {
            Function = Function,
            EmailId = record.EmailId,
            TemplateName = record.TemplateName,
            Status = record.Status.ToWireName(),
        });
    }

    /// <summary>Somebody was suppressed.</summary>
    public void Suppressed(string address, string reason, string? emailId) =>
        log.Write(new(LogLevel.Info, $"Recipient {EmailAddress.Mask(address)} suppressed ({reason})")
        {
            Function = Function,
            EmailId = emailId,
        });

    /// <summary>A retry was put on its queue.</summary>
    public void RetryScheduled(string emailId, string retryId) =>
        log.Write(new(LogLevel.Info, $"Soft-bounce retry scheduled as {retryId}") { Function = Function, EmailId = emailId });

    /// <summary>Something that needs no action.</summary>
    public void Debug(string message) => log.Write(new(LogLevel.Debug, message) { Function = Function });
}

namespace SesMailEngine.Core.Model;

/// <summary>The values of a record's <c>errorType</c> and of a failed notification's.</summary>
public static class ErrorTypes
{
    /// <summary>The recipient is on the suppression list.</summary>
    public const string Suppressed = "suppressed";

    /// <summary>The template or one of its files is missing or unusable.</summary>
    public const string TemplateNotFound = "template_not_found";

    /// <summary>The template could not be rendered with this data.</summary>
    public const string TemplateRenderError = "template_render_error";

    /// <summary>The request itself is wrong.</summary>
    public const string ValidationError = "validation_error";

    /// <summary>SES refused the mail for good.</summary>
    public const string SesRejected = "ses_rejected";

    /// <summary>The bounce-rate guard is closed.</summary>
    public const string BounceRateExceeded = "bounce_rate_exceeded";

    /// <summary>SES kept throttling until the queue gave up; sending again is safe.</summary>
    public const string Throttled = "throttled";

    /// <summary>Something the engine needs kept failing until the queue gave up; sending again is safe.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>True when a redelivery or redrive may take the record over: nothing was sent for it.</summary>
    public static bool MayBeTakenOver(string? errorType) => errorType is Throttled or Unavailable;
}

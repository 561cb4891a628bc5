using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Sending.Outcomes;

/// <summary>How the handling of one request ended. <see cref="OutcomeWriter"/> turns it into record, notification and queue action.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The transport accepted the mail, now or (<paramref name="Mail"/> is null) in an earlier attempt.</summary>
    internal sealed record Sent(string SesMessageId, DateTimeOffset At, OutgoingMail? Mail, string? TemplateVersion) : SendOutcome;

    /// <summary>The mail was dealt with before.</summary>
    internal sealed record Duplicate(TrackingRecord? Existing) : SendOutcome;

    /// <summary>Another sender holds the claim, at most for <paramref name="Remaining"/>.</summary>
    internal sealed record Busy(TimeSpan Remaining) : SendOutcome;

    /// <summary>The mail is not sent, and never will be.</summary>
    internal sealed record Failed(FailureFacts Failure) : SendOutcome
    {
        /// <summary>The mail that was refused, if it came that far.</summary>
        public OutgoingMail? Mail { get; init; }

        /// <summary>The template's version, if it came that far.</summary>
        public string? TemplateVersion { get; init; }

        /// <summary>The service's words, without addresses.</summary>
        public string? Note { get; init; }
    }

    /// <summary>The request is put aside for a time, without fault of its own.</summary>
    internal sealed record Held(string Why, TimeSpan Delay) : SendOutcome;

    /// <summary>Nothing was sent; the next receive tries again, and the last one gives up.</summary>
    internal sealed record Deferred(FailureFacts Why) : SendOutcome
    {
        /// <summary>The service's words, without addresses.</summary>
        public string? Note { get; init; }
    }

    /// <summary>Nobody knows whether the mail was sent.</summary>
    internal sealed record Ambiguous(string? ErrorName, Exception? Exception) : SendOutcome;
}

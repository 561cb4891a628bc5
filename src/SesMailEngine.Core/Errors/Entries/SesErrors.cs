using static SesMailEngine.Core.Errors.ErrorSeverity;

namespace SesMailEngine.Core.Errors.Entries;

internal static class SesErrors
{
    private const string Category = "SES";

    public static ErrorEntry[] All { get; } =
    [
        new(ErrorCodes.SesMessageRejected, "SES error (MessageRejected)", Permanent, true, Category,
            "SES refused the message: usually the sender is not verified, the account is in the sandbox and the recipient is not verified, or the content was refused.",
            "Verify the sender's address or domain in SES, ask for production access if the account is in the sandbox, and read SES's own words in the record's timeline.")
        { Aliases = ["(MessageRejected)", "SES error (BadRequestException)", "Email address is not verified"] },
        new(ErrorCodes.SesMailFrom, "SES error (MailFromDomainNotVerified)", Permanent, true, Category,
            "The custom MAIL FROM domain of the sender's identity is not set up.",
            "Publish the MX and SPF records SES shows for the MAIL FROM domain, or take the custom domain off the identity.")
        { Aliases = ["MailFromDomainNotVerified"] },
        new(ErrorCodes.SesConfigurationSet, "SES error (ConfigurationSetDoesNotExist)", Permanent, true, Category,
            "The stack's configuration set was deleted or belongs to another region.",
            "Update the stack so that it is made again.")
        { Aliases = ["ConfigurationSetDoesNotExist"] },
        new(ErrorCodes.SesPaused, "SES error (AccountSendingPaused)", Permanent, true, Category,
            "AWS or an operator paused sending for the account or the configuration set.",
            "Open the SES console's reputation page; answer AWS's case or resume sending there.")
        { Aliases = ["AccountSendingPaused", "SendingPausedException", "AccountSuspendedException"] },
        new(ErrorCodes.SesThrottling, "SES error (Throttling)", Retryable, true, Category,
            "Requests reach SES faster than the account's limits allow.",
            "Nothing for a burst: the engine waits and tries again. If records end as throttled, ask AWS for a higher sending quota and redrive the dead letter queue.")
        { Aliases = ["(Throttling)", "TooManyRequestsException", "LimitExceededException"] },
        new(ErrorCodes.SesMaximumRate, "Maximum sending rate exceeded", Retryable, true, Category,
            "More mails a second than the account's MaxSendRate, often because something else sends with the same account.",
            "Nothing for a burst: the engine waits and tries again. Share the rate with the other senders, or ask AWS for a higher one."),
        new(ErrorCodes.SesUnavailable, "SES error ({name})", Retryable, true, Category,
            "SES, or the way to it, failed in a manner that is expected to pass.",
            "Look at the AWS health page. When it is over, redrive the dead letter queue: the records marked unavailable are sent."),
    ];
}

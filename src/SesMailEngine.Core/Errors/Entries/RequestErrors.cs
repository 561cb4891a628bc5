using static SesMailEngine.Core.Errors.ErrorSeverity;

namespace SesMailEngine.Core.Errors.Entries;

internal static class RequestErrors
{
    private const string Sender = "Sender";
    private const string Suppression = "Suppression";
    private const string Reputation = "Bounce rate";
    private const string Validation = "Validation";

    public static ErrorEntry[] All { get; } =
    [
        new(ErrorCodes.NoSender, "No sender email configured", Permanent, true, Sender,
            "Neither the request's senderOverride, nor the template's senderEmail, nor the setting DefaultSenderEmail gives an address.",
            "Set DefaultSenderEmail, or senderEmail in the template's metadata.json, or senderOverride.email in the request."),
        new(ErrorCodes.SuppressedHardBounce, "Email not sent: recipient is suppressed (hard-bounce)", Permanent, true, Suppression,
            "An earlier mail to this address bounced for good: the address does not exist.",
            "Find the right address. Remove the entry only if you are sure that the address works now; repeated hard bounces damage your reputation with SES."),
        new(ErrorCodes.SuppressedSoftBounces, "Email not sent: recipient is suppressed (consecutive-soft-bounces)", Permanent, true, Suppression,
            "The last mails to this address all bounced temporarily, as many in a row as ConsecutiveSoftBounceThreshold says.",
            "Ask the recipient whether the mailbox is full or gone. When it works again, remove the entry from the suppression table."),
        new(ErrorCodes.SuppressedComplaint, "Email not sent: recipient is suppressed (spam-complaint)", Permanent, true, Suppression,
            "The recipient reported an earlier mail as spam.",
            "Do not remove the entry. Reach the person another way, and make unsubscribing easier."),
        new(ErrorCodes.SuppressedManual, "Email not sent: recipient is suppressed (manual)", Permanent, true, Suppression,
            "A person put this address on the suppression list.",
            "Ask who did and why; remove the entry when the reason is gone."),
        new(ErrorCodes.BounceRate, "Email not sent: bounce rate exceeded", Permanent, true, Reputation,
            "More of today's mail bounced than BounceRateThreshold allows, so sending is paused to protect the account.",
            "Clean the recipient list. Sending resumes by itself when the rate falls or the UTC day ends; then send the failed requests again. BounceRateAction hold keeps them on the queue instead.")
        { Aliases = ["bounce_rate_exceeded"] },
        new(ErrorCodes.BounceRateOnRetry, "Bounce rate exceeded during retry: {rate}%", Permanent, true, Reputation,
            "When the retry of a soft bounce was due, today's bounce rate was above BounceRateThreshold.",
            "Send the request again once the rate has fallen; the address is not suppressed."),
        new(ErrorCodes.ToMissing, "Missing required field: 'to'", Permanent, true, Validation,
            "The event's detail has no recipient.",
            "Put one address into detail.to."),
        new(ErrorCodes.TemplateNameMissing, "Missing required field: 'templateName'", Permanent, true, Validation,
            "The event's detail names no template.",
            "Put the template's folder name into detail.templateName."),
        new(ErrorCodes.AddressInvalid, "Invalid email address format: {address}", Permanent, true, Validation,
            "An address of the request or of the template is none: no @, no domain, forbidden characters, or too long.",
            "Check addresses where they are entered; send exactly one address of the form name@example.com."),
        new(ErrorCodes.SubjectMissing, "No subject provided", Permanent, true, Validation,
            "Neither the request nor the template's metadata.json has a subject, or it renders to nothing.",
            "Put a subject into metadata.json or into the request."),
        new(ErrorCodes.FieldInvalid, "Invalid field '{field}': {detail}", Permanent, true, Validation,
            "A field of the event has the wrong type, is too long, or holds characters that are not allowed.",
            "Correct the field the message names."),
    ];
}

namespace SesMailEngine.Core.Model;

/// <summary>
/// How SES's bounce types are read (https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types).
/// </summary>
public static class SesBounces
{
    /// <summary>True when the address is given up at once.</summary>
    public static bool IsHard(string? type, string? subType) =>
        type == "Permanent"
        || subType is "NoEmail" or "Suppressed" or "OnAccountSuppressionList" or "EmailValidationSuppressed";

    /// <summary>True when a hard bounce counts in the bounce rate: AWS leaves out mail that it never tried.</summary>
    public static bool Counts(string? type, string? subType) =>
        IsHard(type, subType)
        && subType is not ("Suppressed" or "OnAccountSuppressionList" or "EmailValidationSuppressed");

    /// <summary>True when the message and not the address is at fault, so the address is not blamed.</summary>
    public static bool IsFaultOfTheMessage(string? subType) =>
        subType is "MessageTooLarge" or "ContentRejected" or "AttachmentRejected";
}

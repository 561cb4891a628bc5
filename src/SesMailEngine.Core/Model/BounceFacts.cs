namespace SesMailEngine.Core.Model;

/// <summary>What a bounce says (https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-object).</summary>
/// <param name="At">When the bounce was seen.</param>
/// <param name="Type"><c>Permanent</c>, <c>Transient</c> or <c>Undetermined</c>.</param>
/// <param name="SubType">For example <c>General</c>, <c>MailboxFull</c>, <c>Suppressed</c>.</param>
/// <param name="Reason">The diagnostic code of the remote server, if any.</param>
/// <param name="IsHard">True when the address is given up at once.</param>
/// <param name="Counts">True when the bounce counts in the bounce rate (mail that was really tried).</param>
public sealed record BounceFacts(
    DateTimeOffset At, string Type, string SubType, string? Reason, bool IsHard, bool Counts);

namespace SesMailEngine.Core.Model;

/// <summary>What a complaint says (https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#complaint-object).</summary>
/// <param name="At">When the complaint was made.</param>
/// <param name="FeedbackType">For example <c>abuse</c> or <c>not-spam</c>; null when the provider does not say.</param>
/// <param name="Counts">False for <c>not-spam</c>, which suppresses nobody.</param>
public sealed record ComplaintFacts(DateTimeOffset At, string? FeedbackType, bool Counts);

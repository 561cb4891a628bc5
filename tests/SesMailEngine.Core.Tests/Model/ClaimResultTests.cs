using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Tests.Model;

public sealed class ClaimResultTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(EmailStatus.Sending, null, 0, ClaimOutcome.HeldByAnother)]
    [InlineData(EmailStatus.Sending, null, 599, ClaimOutcome.HeldByAnother)]
    [InlineData(EmailStatus.Sending, null, 600, ClaimOutcome.Claimed)]
    [InlineData(EmailStatus.Sending, null, null, ClaimOutcome.Claimed)]
    [InlineData(EmailStatus.Sending, "throttled", null, ClaimOutcome.Claimed)]
    [InlineData(EmailStatus.Sending, "throttled", 1, ClaimOutcome.HeldByAnother)]
    [InlineData(EmailStatus.Failed, "throttled", null, ClaimOutcome.Claimed)]
    [InlineData(EmailStatus.Failed, "unavailable", null, ClaimOutcome.Claimed)]
    [InlineData(EmailStatus.Failed, "suppressed", null, ClaimOutcome.Finished)]
    [InlineData(EmailStatus.Failed, "validation_error", null, ClaimOutcome.Finished)]
    [InlineData(EmailStatus.Failed, null, null, ClaimOutcome.Finished)]
    [InlineData(EmailStatus.Sent, null, null, ClaimOutcome.Finished)]
    [InlineData(EmailStatus.SoftBounced, null, null, ClaimOutcome.Finished)]
    [InlineData(EmailStatus.Delivered, null, null, ClaimOutcome.Finished)]
    [InlineData(EmailStatus.Opened, null, null, ClaimOutcome.Finished)]
    [InlineData(EmailStatus.Bounced, null, null, ClaimOutcome.Finished)]
    [InlineData(EmailStatus.Complained, null, null, ClaimOutcome.Finished)]
    public void A_record_may_be_claimed_again_only_when_nothing_can_have_been_sent(
        EmailStatus status, string? errorType, int? claimAgeInSeconds, ClaimOutcome outcome)
    {
        var record = new TrackingRecord
        {
            EmailId = "mail-1",
            ToEmail = "jo@example.org",
            Status = status,
            Timestamp = Noon,
            TemplateName = "welcome",
            Source = "s",
            OriginalEmailId = "mail-1",
            ErrorType = errorType,
            ClaimedAt = claimAgeInSeconds is { } age ? Noon.AddSeconds(-age) : null,
        };
        ClaimResult.Judge(record, Noon, TimeSpan.FromMinutes(10)).ShouldBe(outcome);
    }
}

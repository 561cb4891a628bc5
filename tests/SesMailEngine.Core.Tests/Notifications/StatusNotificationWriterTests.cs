using SesMailEngine.Core.Model;
using SesMailEngine.Core.Notifications;

namespace SesMailEngine.Core.Tests.Notifications;

public sealed class StatusNotificationWriterTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 22, 2, 25, 123, TimeSpan.Zero);

    private static readonly TrackingRecord Record = new()
    {
        EmailId = "order-1",
        OriginalEmailId = "order-0",
        ToEmail = "jo@example.com",
        Status = EmailStatus.Complained,
        Timestamp = At,
        TemplateName = "welcome",
        Source = "my.app",
        Subject = "Grüße",
        SesMessageId = "ses-1",
        MetadataJson = """{ "n": 1.50 }""",
        BounceType = "Transient",
        BounceSubType = "MailboxFull",
        BounceReason = "smtp; 452 full",
        ComplaintFeedbackType = "abuse",
        ErrorType = "ses_rejected",
        ErrorMessage = "SES error (MessageRejected)",
        RetryDetailJson = """{"secret":1}""",
    };

    private const string Common =
        """ "toEmail":"jo@example.com","timestamp":"2026-11-24T22:02:25.123Z","originalSource":"my.app","originalEmailId":"order-0","templateName":"welcome","subject":"Grüße" """;

    [Theory]
    [InlineData(EmailStatus.Delivered, "\"sesMessageId\":\"ses-1\",", "")]
    [InlineData(EmailStatus.Opened, "\"sesMessageId\":\"ses-1\",", "")]
    [InlineData(EmailStatus.SoftBounced, "\"sesMessageId\":\"ses-1\",", ",\"bounceType\":\"Transient\",\"bounceSubType\":\"MailboxFull\",\"bounceReason\":\"smtp; 452 full\"")]
    [InlineData(EmailStatus.Bounced, "\"sesMessageId\":\"ses-1\",", ",\"bounceType\":\"Transient\",\"bounceSubType\":\"MailboxFull\",\"bounceReason\":\"smtp; 452 full\"")]
    [InlineData(EmailStatus.Complained, "\"sesMessageId\":\"ses-1\",", ",\"complaintFeedbackType\":\"abuse\"")]
    [InlineData(EmailStatus.Failed, "", ",\"errorType\":\"ses_rejected\",\"errorMessage\":\"SES error (MessageRejected)\"")]
    public void Each_status_tells_its_own_facts(EmailStatus status, string messageId, string facts) =>
        StatusNotificationWriter.Write(new(Record, status, At)).ShouldBe(
            $$"""{"emailId":"order-1","status":"{{status.ToWireName()}}",{{Common.Trim()}},{{messageId}}"metadata":{ "n": 1.50 }{{facts}}}""");

    [Fact]
    public void What_a_record_lacks_is_absent() => StatusNotificationWriter.Write(new(
        new TrackingRecord
        {
            EmailId = "e",
            OriginalEmailId = "e",
            ToEmail = "",
            Status = EmailStatus.Failed,
            Timestamp = At,
            TemplateName = "",
            Source = "my.app",
        },
        EmailStatus.Failed, At)).ShouldBe(
        """{"emailId":"e","status":"failed","timestamp":"2026-11-24T22:02:25.123Z","originalSource":"my.app","originalEmailId":"e"}""");
}

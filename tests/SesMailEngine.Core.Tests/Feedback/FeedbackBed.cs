using System.Text;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Feedback;

/// <summary>A processor among fakes, and one mail that was sent: <c>order-1</c> to <c>jo@example.com</c>.</summary>
internal sealed class FeedbackBed
{
    public FeedbackBed(int softBounceRetries = 1, int threshold = 3)
    {
        Tracking = new FakeTrackingStore(Time);
        Settings = new EngineSettings
        {
            Names = new("s", "000000000000", "us-east-1"),
            SoftBounceRetries = softBounceRetries,
            ConsecutiveSoftBounceThreshold = threshold,
        };
        Tracking.Put(Sent("order-1"));
    }

    public FakeTimeProvider Time { get; } = new(SesEvents.SentAt.AddMinutes(5));

    public EngineSettings Settings { get; }

    public FakeTrackingStore Tracking { get; }

    public FakeSuppressionStore Suppression { get; } = new();

    public FakeRetryQueue Retries { get; } = new();

    public RecordingPublisher Publisher { get; } = new();

    public RecordingLog Log { get; } = new();

    public TrackingRecord Record => Tracking["order-1"];

    public IReadOnlyList<string> ToldStatuses => [.. Publisher.Details.Select(detail => detail.GetProperty("status").GetString()!)];

    public static TrackingRecord Sent(string emailId, int at = 0, string to = "jo@example.com") => new()
    {
        EmailId = emailId,
        OriginalEmailId = emailId,
        ToEmail = to,
        Status = EmailStatus.Sent,
        Timestamp = SesEvents.SentAt.AddSeconds(at),
        SentAt = SesEvents.SentAt.AddSeconds(at),
        SesMessageId = "ses-1",
        TemplateName = "welcome",
        Source = "my.app",
        MetadataJson = """{"n":1}""",
        RetryDetailJson = """{"to":"jo@example.com","templateName":"welcome"}""",
    };

    public static TrackingRecord SoftBounced(string emailId, int at, string to = "jo@example.com", string subType = "MailboxFull") =>
        Sent(emailId, at, to) with
        {
            Status = EmailStatus.SoftBounced,
            SesMessageId = emailId,
            BouncedAt = SesEvents.SentAt.AddSeconds(at),
            BounceType = "Transient",
            BounceSubType = subType,
            RetryDetailJson = null,
        };

    public FeedbackProcessor Processor() => new(Settings, Tracking, Suppression, Retries, Publisher, Log, Time);

    public Task<FeedbackOutcome> ProcessAsync(string payload) =>
        Processor().ProcessAsync(Encoding.UTF8.GetBytes(payload), CancellationToken.None);

    public async Task<FeedbackBed> AfterAsync(params string[] payloads)
    {
        foreach (var payload in payloads) await ProcessAsync(payload);
        return this;
    }
}

using SesMailEngine.Core.Model;
using SesMailEngine.Core.Notifications;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Notifications;

public sealed class NotificationPublishingTests
{
    private static readonly TrackingRecord Record = new()
    {
        EmailId = "order-1",
        OriginalEmailId = "order-1",
        ToEmail = "jo@example.com",
        Status = EmailStatus.Delivered,
        Timestamp = DateTimeOffset.UnixEpoch,
        TemplateName = "welcome",
        Source = "my.app",
    };

    private readonly RecordingPublisher publisher = new();
    private readonly RecordingLog log = new();

    private Task PublishAsync(TrackingRecord record) => new NotificationPublishing(publisher, log).PublishAsync(
        new(record, EmailStatus.Delivered, DateTimeOffset.UnixEpoch), "FeedbackProcessor", CancellationToken.None);

    [Fact]
    public async Task A_status_is_published_under_its_detail_type()
    {
        await PublishAsync(Record);
        publisher.Events.Single().DetailType.ShouldBe("Email Status Changed");
        log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bus_that_is_away_is_logged_and_nothing_more()
    {
        publisher.Faults.FailNext("PublishAsync");
        await PublishAsync(Record);
        var line = log.At(LogLevel.Warning).Single();
        line.Message.ShouldStartWith("Failed to publish status");
        line.ErrorCode.ShouldBe("FBK007");
        line.EmailId.ShouldBe("order-1");
    }

    [Fact]
    public async Task A_record_spoilt_by_hand_is_logged_and_nothing_more()
    {
        await PublishAsync(Record with { MetadataJson = "{" });
        var line = log.At(LogLevel.Warning).Single();
        line.Message.ShouldStartWith("Failed to publish status");
        line.ErrorCode.ShouldBe("FBK008");
    }

    [Fact]
    public async Task A_shutdown_is_not_mistaken_for_a_failure()
    {
        publisher.Faults.FailNext("PublishAsync", new OperationCanceledException());
        await Should.ThrowAsync<OperationCanceledException>(() => PublishAsync(Record));
    }
}

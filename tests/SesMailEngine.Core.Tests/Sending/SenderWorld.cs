using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Sending;

/// <summary>A sender and everything around it, with one template <c>welcome</c>.</summary>
internal sealed class SenderWorld
{
    public const string Recipient = "jo@example.org";

    public SenderWorld(Func<EngineSettings, EngineSettings>? configure = null)
    {
        Tracking = new(Time);
        Settings = new()
        {
            Names = new("sesmailengine", "000000000000", "us-east-1"),
            DefaultSenderEmail = "noreply@example.com",
        };
        Settings = configure?.Invoke(Settings) ?? Settings;
        Templates.WithTemplate(
            "welcome", "<p>Hello {{ userName }}</p>", "Hello {{ userName }}",
            """{"subject":"Welcome {{ userName }}","version":"1.2.0","requiredVariables":["userName"]}""");
        Sender = new(new(Tracking, Suppression, Templates, Transport, Quota, Publisher, Log), Settings, Time, new NoJitter());
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public EngineSettings Settings { get; }

    public FakeTrackingStore Tracking { get; }

    public FakeSuppressionStore Suppression { get; } = new();

    public FakeTemplateStore Templates { get; } = new();

    public ScriptedTransport Transport { get; } = new();

    public FakeQuota Quota { get; } = new();

    public RecordingPublisher Publisher { get; } = new();

    public RecordingLog Log { get; } = new();

    public EmailSender Sender { get; }

    public static JsonObject Detail(string emailId = "mail-1") => new()
    {
        ["emailId"] = emailId,
        ["to"] = Recipient,
        ["templateName"] = "welcome",
        ["templateData"] = new JsonObject { ["userName"] = "Jo" },
    };

    public QueuedRequest Message(JsonNode? detail, int receiveCount = 1) => new(
        new JsonObject
        {
            ["version"] = "0",
            ["id"] = "11111111-2222-3333-4444-555555555555",
            ["detail-type"] = "Email Request",
            ["source"] = "my.application",
            ["time"] = "2026-11-24T12:00:00Z",
            ["detail"] = detail?.DeepClone(),
        }.ToJsonString(), "message-1", receiveCount, false, Time.GetUtcNow());

    public QueuedRequest Retry(string emailId = "retry-1", string originalEmailId = "mail-1", int receiveCount = 1)
    {
        var detail = Detail();
        detail.Remove("emailId");
        var body = new RetryRequest
        {
            EmailId = emailId,
            OriginalEmailId = originalEmailId,
            Source = "my.application",
            DetailJson = detail.ToJsonString(),
        }.ToJson();
        return new(body, "message-2", receiveCount, true, Time.GetUtcNow());
    }

    public Task<QueueAction> SendAsync(JsonNode? detail = null, int receiveCount = 1, CancellationToken token = default) =>
        Sender.HandleAsync(Message(detail ?? Detail(), receiveCount), token);

    public TrackingRecord Record(string emailId = "mail-1") => Tracking[emailId];

    public void Suppress(SuppressionType type, string reason) => Suppression.Put(new()
    {
        Email = Recipient,
        Type = type,
        Reason = reason,
        AddedAt = Time.GetUtcNow(),
    });

    /// <summary>Today: 100 sent, the given number bounced.</summary>
    public void Bounces(int bounced, int sent = 100) => Tracking.SetCounts(
        WireTime.Day(Time.GetUtcNow()), new DailyCounts { Sent = sent, Bounced = bounced, CountedBounces = bounced });

    public JsonElement Notification() => Publisher.Details.ShouldHaveSingleItem();

    private sealed class NoJitter : Random
    {
        public override double NextDouble() => 0;
    }
}

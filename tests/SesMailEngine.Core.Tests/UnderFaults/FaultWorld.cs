using System.Text;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Tests.Feedback;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.UnderFaults;

/// <summary>
/// Two senders and a feedback processor among ports that fail, and queues that deliver at least once, in any order. Time is made, and
/// everything random comes from one seed.
/// </summary>
internal sealed class FaultWorld
{
    private const int MaxRounds = 1_000_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    private readonly JumpingClock clock;
    private readonly Random random;
    private readonly EngineSettings settings = new()
    {
        Names = new("s", "000000000000", "us-east-1"),
        DefaultSenderEmail = "noreply@example.com",
        BounceRateThreshold = 100,
    };

    private readonly EmailSender[] senders;
    private readonly FeedbackProcessor processor;
    private readonly List<Waiting> requests = [];
    private readonly List<Waiting> events = [];
    private readonly FakeRetryQueue retries = new();
    private readonly bool isJumping;
    private int retriesTaken;

    public FaultWorld(int seed, bool remembers)
    {
        random = new Random(seed);
        isJumping = remembers;
        clock = new JumpingClock(time);
        Plan = new FaultPlan(random);
        Tracking = new FakeTrackingStore(clock);
        Transport = new FaultyTransport(Plan, random, remembers, TellWhatBecomesOf);
        var templates = new FakeTemplateStore().WithTemplate("welcome", "<p>Hello</p>", "Hello", """{"subject":"Welcome"}""");
        var edges = new FaultyEdges(retries, new FakeQuota(), new RecordingPublisher(), Plan);
        var tracking = new FaultyTracking(Tracking, Plan);
        var suppression = new FaultySuppression(Suppression, Plan);
        var log = new RecordingLog();
        EmailSender Sender(int number) => new(
            new(tracking, suppression, templates, Transport, edges, edges, log), settings, clock, new Random(seed + number));
        senders = [Sender(1), Sender(2)];
        processor = new FeedbackProcessor(settings, tracking, suppression, edges, edges, log, clock);
    }

    public FaultPlan Plan { get; }

    public FakeTrackingStore Tracking { get; }

    public FakeSuppressionStore Suppression { get; } = new();

    public FaultyTransport Transport { get; }

    /// <summary>Messages that were received too often.</summary>
    public List<string> DeadLetters { get; } = [];

    public int Retries => retriesTaken;

    public void Request(string body)
    {
        requests.Add(new(body, false, clock.GetUtcNow()));
        // Published twice, now and then.
        if (random.Next(20) == 0) requests.Add(new(body, false, clock.GetUtcNow()));
    }

    /// <summary>Works until nothing is left on the queues.</summary>
    public async Task WorkAsync()
    {
        for (var round = 1; requests.Count + events.Count > 0; round++)
        {
            if (round > MaxRounds) throw new InvalidOperationException($"{requests.Count} requests and {events.Count} events come to no end.");
            if (isJumping && Plan.Strikes(1)) clock.Jump(TimeSpan.FromMinutes(random.Next(-10, 25)));
            await RoundAsync();
            TakeRetries();
            time.Advance(Tick);
        }
    }

    /// <summary>Puts the dead letters back on the queue, as a redrive does.</summary>
    public void Redrive()
    {
        foreach (var body in DeadLetters) requests.Add(new(body, body.Contains("originalEmailId", StringComparison.Ordinal), clock.GetUtcNow()));
        DeadLetters.Clear();
    }

    /// <summary>A moment passes. Only for when nothing can go on without.</summary>
    public void LetTimePass() => time.Advance(Tick);

    private async Task RoundAsync()
    {
        var now = time.GetUtcNow();
        var work = new List<Task>();
        foreach (var sender in senders)
        {
            if (Pick(requests, now) is { } message) work.Add(SendAsync(sender, message));
            // Two deliveries of one message at once: its visibility timeout was too short, or the queue made a mistake.
            if (work.Count > 0 && random.Next(30) == 0) work.Add(SendAsync(senders[0], message: requests.Find(m => m.IsInHand) ?? new("", false, now)));
        }
        for (var i = 0; i < 4; i++)
        {
            if (Pick(events, now) is { } told) work.Add(ProcessAsync(told));
        }
        await Task.WhenAll(work);
    }

    private Waiting? Pick(List<Waiting> queue, DateTimeOffset now)
    {
        for (var tries = 0; tries < 8 && queue.Count > 0; tries++)
        {
            var message = queue[random.Next(queue.Count)];
            if (message.IsInHand || message.DueAt > now) continue;
            message.IsInHand = true;
            return message;
        }
        return null;
    }

    private async Task SendAsync(EmailSender sender, Waiting message)
    {
        if (message.Body.Length == 0) return;
        message.Receives++;
        var request = new QueuedRequest(message.Body, "message", message.Receives, message.IsRetry, clock.GetUtcNow());
        if (message.Receives > settings.MaxReceives)
        {
            await GiveUpAsync(sender, message, request);
            return;
        }
        var action = await sender.HandleAsync(request, CancellationToken.None);
        if (action.Kind == QueueActionKind.Hold) message.Receives--;
        // A deletion that did not come through: the message is delivered again.
        if (action.Kind == QueueActionKind.Consume && !Plan.Strikes(3)) requests.Remove(message);
        message.DueAt = time.GetUtcNow() + (action.Kind == QueueActionKind.Hold ? action.Delay : settings.VisibilityTimeout);
        message.IsInHand = false;
        // As the host does: the queue gave the message up while it was in hand.
        if (action.Kind != QueueActionKind.Consume && !requests.Contains(message)) await SettleAsync(sender, request);
    }

    private async Task SettleAsync(EmailSender sender, QueuedRequest request)
    {
        while (true)
        {
            try
            {
                await sender.HandleDeadLetterAsync(request, CancellationToken.None);
                return;
            }
            catch (PortException)
            {
                await Task.Delay(Tick, time);
            }
        }
    }

    private async Task GiveUpAsync(EmailSender sender, Waiting message, QueuedRequest request)
    {
        try
        {
            await sender.HandleDeadLetterAsync(request, CancellationToken.None);
            if (!requests.Remove(message)) return;
            DeadLetters.Add(message.Body);
        }
        catch (PortException)
        {
            message.Receives--;
            message.DueAt = time.GetUtcNow() + TimeSpan.FromSeconds(30);
            message.IsInHand = false;
            return;
        }
        // As the host does: somebody may have had it in hand, and have come to no end before it left its queue.
        await SettleAsync(sender, request);
    }

    private async Task ProcessAsync(Waiting told)
    {
        var outcome = await processor.ProcessAsync(Encoding.UTF8.GetBytes(told.Body), CancellationToken.None);
        if (outcome is FeedbackOutcome.Retry or FeedbackOutcome.RecordMissing)
        {
            told.DueAt = time.GetUtcNow() + TimeSpan.FromSeconds(5);
            told.IsInHand = false;
        }
        else
        {
            events.Remove(told);
        }
    }

    private void TakeRetries()
    {
        var messages = retries.Messages;
        for (; retriesTaken < messages.Count; retriesTaken++) requests.Add(new(messages[retriesTaken].Body, true, time.GetUtcNow()));
    }

    // Soon, long before a claim expires; in any order, and one in five twice.
    private void TellWhatBecomesOf(OutgoingMail mail, string messageId)
    {
        var id = mail.EmailId;
        string[] told = mail.To.Local switch
        {
            "bounce" => [SesEvents.Send(id), SesEvents.Bounce(feedbackId: $"f-{messageId}", emailId: id, recipients: mail.To.Value)],
            "soft" => [SesEvents.Send(id), SesEvents.Bounce("Transient", "MailboxFull", $"f-{messageId}", id, recipients: mail.To.Value)],
            "complaint" => [SesEvents.Send(id), SesEvents.Delivery(id), SesEvents.Complaint(feedbackId: $"f-{messageId}", emailId: id, recipients: mail.To.Value)],
            _ => [SesEvents.Send(id), SesEvents.Delivery(id)],
        };
        foreach (var message in told)
        {
            var body = message.Replace("\"ses-1\"", $"\"{messageId}\"", StringComparison.Ordinal);
            for (var times = random.Next(5) == 0 ? 2 : 1; times > 0; times--)
            {
                events.Add(new(body, false, time.GetUtcNow() + TimeSpan.FromSeconds(random.Next(20))));
            }
        }
    }

    private sealed class Waiting(string body, bool isRetry, DateTimeOffset dueAt)
    {
        public string Body { get; } = body;

        public bool IsRetry { get; } = isRetry;

        public DateTimeOffset DueAt { get; set; } = dueAt;

        public int Receives { get; set; }

        public bool IsInHand { get; set; }
    }
}

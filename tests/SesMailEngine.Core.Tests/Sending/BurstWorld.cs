using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Tests.UnderFaults;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Sending;

/// <summary>
/// A sender that gets a burst of requests from as many workers as the embedded host has. Making each mail takes its own while, so that
/// neighbours overtake each other wherever nothing keeps them in order. SES is strict: what comes too fast is refused.
/// </summary>
internal sealed class BurstWorld : IMailTransport, ISuppressionStore
{
    public const int Workers = 96;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly Random random = new(11);
    private readonly FakeQuota quota = new();
    private readonly EmailSender sender;
    private readonly Dictionary<int, int> tries = [];
    private readonly Queue<long> lastSecond = new();

    public BurstWorld(double rate)
    {
        quota.Value = new SendQuota(rate, 0, 0);
        var templates = new FakeTemplateStore();
        templates.WithTemplate("bulk", "<p>{{ n }}</p>", "{{ n }}", """{"subject":"{{ n }}"}""");
        templates.WithTemplate("reset", "<p>{{ n }}</p>", "{{ n }}", """{"subject":"{{ n }}","critical":true}""");
        var settings = new EngineSettings
        {
            Names = new("sesmailengine", "000000000000", "us-east-1"),
            DefaultSenderEmail = "noreply@example.com",
        };
        sender = new(
            new(new FakeTrackingStore(time), this, templates, this, quota, new RecordingPublisher(), new RecordingLog()), settings, time,
            new Random(5));
    }

    public Func<int, bool> IsSuppressed { get; init; } = _ => false;

    public Func<int, bool> IsMalformed { get; init; } = _ => false;

    public Func<int, bool> IsCritical { get; init; } = _ => false;

    public Func<int, bool> WasTriedBefore { get; init; } = _ => false;

    public Func<int, bool> ThrottlesFirstTry { get; init; } = _ => false;

    /// <summary>The calls, in the order in which they began.</summary>
    public List<(int Number, int Try, DateTimeOffset At)> Starts { get; } = [];

    public int TooFast { get; private set; }

    /// <summary>Hands a burst to the sender, once it knows its templates and limits: those it learns on other threads, in real time.</summary>
    public void Run(int count)
    {
        OneThread.Run(() => HandleAsync(-2, 0), LetTimePass);
        OneThread.Run(() => HandleAsync(0, count), LetTimePass, TimeSpan.Zero);
    }

    private void LetTimePass() => time.Advance(TimeSpan.FromMilliseconds(1));

    /// <summary>The share of the rate that was used from the first mail to the last.</summary>
    public double RateUsed() => (Starts.Count - 1) / (Starts[^1].At - Starts[0].At).TotalSeconds / quota.Value.MaxSendRate;

    // Takes the requests in order, as a queue's worker does, and handles them side by side.
    private Task HandleAsync(int next, int end)
    {
        return Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            while (next < end)
            {
                var message = Message(next++);
                var turn = sender.TakeTurn(message, false);
                await Task.Yield();
                (await sender.HandleAsync(message, turn, TimeSpan.FromSeconds(30), default)).ShouldBe(QueueAction.Consume);
            }
        }));
    }

    public async Task<TransportResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var number = int.Parse(mail.EmailId.AsSpan(2));
        if (number < 0) return TransportResult.Accepted("first");
        var attempt = tries[number] = tries.GetValueOrDefault(number) + 1;
        Starts.Add((number, attempt, time.GetUtcNow()));
        var now = time.GetTimestamp();
        while (lastSecond.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= TimeSpan.FromSeconds(1)) lastSecond.Dequeue();
        lastSecond.Enqueue(now);
        if (lastSecond.Count > quota.Value.MaxSendRate) TooFast++;
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(3, 40)), time, cancellationToken);
        return attempt == 1 && ThrottlesFirstTry(number)
            ? new TransportResult(TransportAnswer.RefusedForNow, null, "Throttling", "Maximum sending rate exceeded.")
            : TransportResult.Accepted($"ses-{number}");
    }

    public Task<string?> FindAcceptedAsync(string emailId, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async Task<SuppressionEntry?> GetAsync(string email, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 12)), time, cancellationToken);
        var number = int.Parse(email.AsSpan(1, email.IndexOf('@') - 1));
        return number >= 0 && IsSuppressed(number)
            ? new SuppressionEntry { Email = email, Type = SuppressionType.Manual, Reason = "asked for", AddedAt = time.GetUtcNow() }
            : null;
    }

    public Task<bool> AddAsync(SuppressionEntry entry, CancellationToken cancellationToken) => throw new NotSupportedException();

    private QueuedRequest Message(int n) => new(
        new JsonObject
        {
            ["version"] = "0",
            ["id"] = $"11111111-2222-3333-4444-{n + 2:D12}",
            ["detail-type"] = "Email Request",
            ["source"] = "my.application",
            ["time"] = "2026-11-24T12:00:00Z",
            ["detail"] = new JsonObject
            {
                ["emailId"] = $"m-{n}",
                ["to"] = n >= 0 && IsMalformed(n) ? "nobody" : $"u{n}@example.org",
                ["templateName"] = n == -1 || IsCritical(n) ? "reset" : "bulk",
                ["templateData"] = new JsonObject { ["n"] = n },
            },
        }.ToJsonString(), $"message-{n}", WasTriedBefore(n) ? 2 : 1, false, time.GetUtcNow());
}

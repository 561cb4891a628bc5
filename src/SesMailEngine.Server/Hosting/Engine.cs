using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Server.Hosting;

// The engine on this host's stores. Its workers and whoever invokes its functions by hand share it.
internal sealed class Engine
{
    private readonly EmbeddedStores stores;
    private readonly EngineSettings settings;
    private readonly FeedbackProcessor feedback;
    private readonly FeedbackMeter feedbackMeter;

    public Engine(EmbeddedStores stores, EngineSettings settings, Func<EnginePorts, EnginePorts>? around, ILog log, TimeProvider clock)
    {
        this.stores = stores;
        this.settings = settings;
        feedbackMeter = new(stores.Metrics);
        var ports = new EnginePorts(
            stores.Tracking, stores.Suppression, stores.Templates, new CountedTransport(stores.Transport, stores.Metrics), stores.SendQuota,
            stores.Notifications, stores.RetryQueue);
        if (around is not null) ports = around(ports);
        feedback = new FeedbackProcessor(settings, ports.Tracking, ports.Suppression, ports.Retries, ports.Publisher, log, clock);
        Sender = new EmailSender(
            new SenderPorts(ports.Tracking, ports.Suppression, ports.Templates, ports.Transport, ports.Quota, ports.Publisher, log),
            settings, clock, new Random());
    }

    public EmailSender Sender { get; }

    public async Task<FeedbackOutcome> ProcessFeedbackAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var outcome = await feedback.ProcessAsync(payload, cancellationToken);
        if (outcome is FeedbackOutcome.Applied or FeedbackOutcome.RecordMissing) feedbackMeter.Count(payload.Span);
        return outcome;
    }

    // Puts feedback that nobody can read where people look for it.
    public Task GiveUpFeedbackAsync(string body, CancellationToken cancellationToken) =>
        stores.Queues.SendAsync(settings.Names.FeedbackDlq, [new NewMessage(body)], cancellationToken);
}

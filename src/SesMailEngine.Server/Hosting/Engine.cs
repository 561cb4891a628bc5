using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Sending;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Server.Hosting;

// The engine on this host's stores. Its workers and whoever invokes its functions by hand share it.
internal sealed class Engine(EmbeddedStores stores, EngineSettings settings, ILog log, TimeProvider clock)
{
    private readonly FeedbackProcessor feedback = new(
        settings, stores.Tracking, stores.Suppression, stores.RetryQueue, stores.Notifications, log, clock);
    private readonly FeedbackMeter feedbackMeter = new(stores.Metrics);

    public EmailSender Sender { get; } = new(
        new SenderPorts(
            stores.Tracking, stores.Suppression, stores.Templates, new CountedTransport(stores.Transport, stores.Metrics), stores.SendQuota,
            stores.Notifications, log),
        settings, clock, new Random());

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

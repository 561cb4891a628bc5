using SesMailEngine.Core.Model;

namespace SesMailEngine.Embedded.Simulator;

/// <summary>The events a mail's fate brings, in order, each with its time.</summary>
internal sealed class FeedbackPlan(MessageIds ids, TimeSpan delay, ResourceNames names)
{
    // The engine takes an opening within seconds of delivery for a machine's. The simulator's people read a little later, but tell at
    // once, so that nobody has to wait for them.
    private const long ReadingTime = 5_000;

    private readonly long _delay = (long)delay.TotalMilliseconds;
    private readonly SesEventWriter _writer = new(names);

    /// <summary>The events of a mail; as with SES nobody is told of one without a configuration set.</summary>
    public FeedbackEvent[] Of(OutgoingMail mail, SimulatedFate fate, long sequence, long acceptedAt) =>
        mail.ConfigurationSet.Length == 0 ? [] : Of(_writer.MailOf(mail, ids.Of(sequence, acceptedAt), acceptedAt), mail.To.Value, fate, sequence, acceptedAt, 0);

    /// <summary>
    /// The events of a mail the engine did not send: one for the sending, then those of each recipient. None unless it names the stack's
    /// configuration set, for only that publishes to the engine.
    /// </summary>
    public FeedbackEvent[] Of(DirectMail mail, SimulatedFate[] fates, long sequence, long acceptedAt)
    {
        if (mail.ConfigurationSet != names.ConfigurationSet) return [];
        var head = _writer.MailOf(mail, ids.Of(sequence, acceptedAt), acceptedAt);
        var rejected = Array.IndexOf(fates, SimulatedFate.Rejected);
        if (rejected >= 0) return Of(head, mail.Recipients[rejected].Value, SimulatedFate.Rejected, sequence, acceptedAt, 0);
        var events = new List<FeedbackEvent>();
        for (var i = 0; i < fates.Length; i++)
        {
            var own = Of(head, mail.Recipients[i].Value, fates[i], sequence, acceptedAt, 2 * i);
            events.AddRange(i == 0 ? own : own[1..]);
        }
        return [.. events];
    }

    private FeedbackEvent[] Of(string head, string to, SimulatedFate fate, long sequence, long acceptedAt, int numbersBefore)
    {
        var soon = acceptedAt + _delay;
        var later = soon + _delay;
        string Feedback(int number) => ids.OfFeedback(sequence, acceptedAt, numbersBefore + number);
        // Told just before the first outcome, so that both are recorded in one write of the record.
        var send = new FeedbackEvent(Math.Max(acceptedAt, soon - 1), SesEventWriter.Send(head));
        return fate switch
        {
            SimulatedFate.Bounced => [send, new(soon, SesEventWriter.Bounce(
                head, to, "Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown", Feedback(1), soon))],
            SimulatedFate.SoftBounced => [send, new(soon, SesEventWriter.Bounce(
                head, to, "Transient", "MailboxFull", "4.2.2", "smtp; 452 4.2.2 mailbox full", Feedback(1), soon))],
            SimulatedFate.OnSuppressionList => [send, new(soon, SesEventWriter.Bounce(
                head, to, "Permanent", "Suppressed", "5.1.1",
                "Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address",
                Feedback(1), soon))],
            SimulatedFate.Complained =>
            [
                send, new(soon, SesEventWriter.Delivery(head, to, _delay, soon)),
                new(later, SesEventWriter.Complaint(head, to, Feedback(2), later)),
            ],
            SimulatedFate.Opened =>
            [
                send, new(soon, SesEventWriter.Delivery(head, to, _delay, soon)),
                new(later, SesEventWriter.Open(head, later + ReadingTime)),
            ],
            SimulatedFate.Rejected => [send, new(soon, SesEventWriter.Reject(head))],
            SimulatedFate.Delayed =>
            [
                send, new(soon, SesEventWriter.DeliveryDelay(head, to, soon)),
                new(later, SesEventWriter.Delivery(head, to, 2 * _delay, later)),
            ],
            _ => [send, new(soon, SesEventWriter.Delivery(head, to, _delay, soon))],
        };
    }
}

using System.Text;
using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Tests.Feedback;
using SesMailEngine.Testing.Fuzzing;

namespace SesMailEngine.Core.Tests.Fuzzing;

/// <summary>Whatever comes as feedback: no exception; taken, passed over or refused, but never asked for again while the stores work.</summary>
public sealed class FeedbackFuzzTests
{
    private const int Rounds = 800;

    private static readonly string[] Events =
    [
        SesEvents.Send(), SesEvents.Delivery(), SesEvents.Open(), SesEvents.Click(), SesEvents.Delay(), SesEvents.Subscription(), SesEvents.Reject(),
        SesEvents.RenderingFailure(), SesEvents.Bounce(), SesEvents.SoftBounce(), SesEvents.Complaint(), SesEvents.Bounce(emailId: null),
        SesEvents.Bounce(recipients: ["jo@example.com", "al@example.com"]),
    ];

    [Fact]
    public async Task Broken_feedback_breaks_nothing() => (await FuzzRun.ProblemsAsync(Rounds, async random =>
    {
        var bed = new FeedbackBed();
        var one = Events[random.Next(Events.Length)];
        // Broken inside its wrapping, or the wrapping broken.
        var inner = random.Next(2) == 0 ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(JsonMutator.Mutate(one, random))) : one;
        var wrapped = random.Next(5) switch
        {
            0 => inner,
            1 => SesEvents.AsSns(inner),
            2 => SesEvents.AsLambda(inner),
            3 => SesEvents.AsLambda(inner, Events[random.Next(Events.Length)]),
            _ => SesEvents.AsLambdaFromSqs(inner),
        };
        var payload = inner == one ? JsonMutator.MutateBytes(wrapped, random) : Encoding.UTF8.GetBytes(wrapped);
        var outcome = await bed.Processor().ProcessAsync(payload, CancellationToken.None);
        var shown = Encoding.UTF8.GetString(payload, 0, Math.Min(payload.Length, 1_500));
        if (bed.Log.Lines.FirstOrDefault(line => line.Exception is not null) is { Exception: { } exception }) return $"{exception} after {shown}";
        if (outcome == FeedbackOutcome.Retry) return $"asked for again: {shown}";
        var record = bed.Record;
        if (record.Status != EmailStatus.Sent && record.Events.Count == 0) return $"{record.Status} without a line in the timeline after {shown}";
        return bed.Suppression.All.Any(entry => entry.Email.Any(char.IsControl) || entry.Email.Length > EmailAddress.MaxLength)
            ? $"an address nobody has on the suppression list after {shown}" : null;
    })).ShouldBeEmpty();
}

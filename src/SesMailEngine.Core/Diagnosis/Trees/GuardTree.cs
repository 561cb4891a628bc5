using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>The bounce-rate guard: its numbers, and when it opens again.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class GuardTree(AnswerWords words)
{
    /// <summary>The guard as it is now; null while it is open.</summary>
    public Finding? Closed(GuardFacts guard, DateTimeOffset now) =>
        guard.IsClosed ? Explain(new ErrorFacts(ErrorCatalogue.Find(ErrorCodes.BounceRate)!, null) { Guard = guard }) with { Facts = [.. Facts(guard), Midnight(now)] } : null;

    /// <summary>The guard as it is now, closed or open.</summary>
    public Finding Now(GuardFacts guard, DateTimeOffset now) => Closed(guard, now) ?? new Finding
    {
        Id = "guard.open",
        Code = "GUARD_OPEN",
        Title = "The bounce-rate guard is open",
        Severity = FindingSeverity.Fine,
        WhatHappened = guard.Today.Sent < guard.MinimumSample
            ? $"Mail flows. The rate decides only from {AnswerWords.Number(guard.MinimumSample)} mails a day on."
            : "Mail flows.",
        Facts = [.. Facts(guard)],
        Verify = words.Doctor,
        Document = AnswerDocuments.BounceRate,
    };

    /// <summary>Explains a mail or message that says the rate was exceeded.</summary>
    public Finding Explain(ErrorFacts error)
    {
        var start = new ErrorTree(words).Start(error, "guard.closed");
        var isClosed = error.Guard?.IsClosed;
        return start with
        {
            Severity = isClosed == true ? FindingSeverity.Critical : start.Severity,
            WhatHappened = "Too much of the day's mail bounced, so sending was paused to protect the account's reputation with SES. " + (isClosed switch
            {
                true => "The guard is closed now.",
                false => "By now the guard is open again: mail flows.",
                null => "It opens by itself when the rate falls or the UTC day ends.",
            }),
            Facts = [.. start.Facts, .. error.Guard is { } guard ? Facts(guard) : []],
            Steps = isClosed == false ? [Again(error.Guard!)] : Steps(error.Guard),
            Verify = words.Doctor,
            Document = AnswerDocuments.BounceRate,
        };
    }

    /// <summary>The guard's numbers.</summary>
    internal static IEnumerable<FindingFact> Facts(GuardFacts guard)
    {
        yield return new("sent today", AnswerWords.Number(guard.Today.Sent));
        yield return new("bounced today", AnswerWords.Number(guard.Today.CountedBounces));
        yield return new("bounce rate", $"{AnswerWords.Number(guard.Rate)} % (limit {AnswerWords.Number(guard.Threshold)} %, from {AnswerWords.Number(guard.MinimumSample)} mails on)");
        if (guard.IsClosed) yield return new("opens after", $"{AnswerWords.Number(guard.CleanMailsToOpen)} more mails without a bounce (critical ones pass the guard), or at the end of the UTC day");
    }

    private static FindingFact Midnight(DateTimeOffset now) =>
        new("new day", $"{AnswerWords.Time(now.UtcDateTime.Date.AddDays(1))}, in {AnswerWords.Duration(now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime)}");

    private static FixStep Again(GuardFacts guard) => guard.Action == BounceRateAction.Hold
        ? new("Nothing: what was held goes out by itself.")
        : new("Send the requests that failed again, each under a new emailId.");

    private FixStep[] Steps(GuardFacts? guard) =>
    [
        new("Wait: the rate is counted by the UTC day, and the guard opens by itself."),
        new("Clean the list: look at the day's hard bounces and take those addresses out where they come from.", words.Command("stats")),
        guard?.Action == BounceRateAction.Hold
            ? new("Nothing needs to be sent again: BounceRateAction is hold, requests wait on the queue.")
            : new("Afterwards send what failed again under new emailIds. With BounceRateAction hold, requests wait on the queue instead of failing."),
        new("Let single templates that must go out, such as password resets, pass: \"critical\": true in their metadata.json."),
        new("As the last choice, raise BounceRateThreshold for a while."),
    ];
}

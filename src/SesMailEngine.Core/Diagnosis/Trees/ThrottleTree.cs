using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>
/// Too fast for SES. Errors during a burst are how it is meant to work, as long as the dead letter queue stays empty; that
/// is what decides between "expected" and "mend it".
/// </summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class ThrottleTree(AnswerWords words)
{
    /// <summary>Explains a throttled mail, or a message that speaks of throttling.</summary>
    public Finding Explain(ErrorFacts error)
    {
        var start = new ErrorTree(words).Start(error, "ses.throttled");
        var dead = error.Queues.Where(queue => queue.HoldsDeadLetters).ToArray();
        var gaveUp = error.Record?.ErrorType == ErrorTypes.Throttled || error.DeadLetter is not null || dead.Any(queue => queue.Total() > 0);
        // Only what was looked at can be called expected.
        var isExpected = !gaveUp && dead.Length > 0;
        return start with
        {
            Id = isExpected ? "ses.throttled.expected" : start.Id,
            Severity = isExpected ? FindingSeverity.Notice : start.Severity,
            WhatHappened = isExpected
                ? "Requests came faster than SES takes mail. That is expected in a burst: the sender paces itself, what was refused is tried again, and all of it is "
                    + "delivered in the end. The dead letter queues are empty, so nothing was given up."
                : gaveUp
                    ? "SES kept refusing because mail came faster than the account's limits allow. What was given up after three deliveries lies in the dead letter queue; nothing was sent for it."
                    : "SES refuses mail that comes faster than the account's limits allow. The engine waits and tries again; only what is given up after three deliveries goes to the dead letter queue.",
            Facts = [.. start.Facts, .. Facts(error)],
            Steps = isExpected
                ?
                [
                    new("Nothing has to be mended. Compare what was delivered with what you sent.", words.Command("stats")),
                    new("To have fewer of these errors, spread sends over time, or ask AWS for a higher sending rate (Service Quotas, Amazon SES)."),
                ]
                :
                [
                    new("See what was given up.", words.Command("dlq list --queue requests")),
                    new("Find out what else sends with this account, or ask AWS for a higher sending rate (Service Quotas, Amazon SES)."),
                    new("When there is room again, put it back to work: it is sent under its own emailId, and only once.",
                        error.Record is { } record
                            ? words.Command("dlq redrive --queue requests --id", record.EmailId)
                            : words.Command("dlq redrive --queue requests --error", error.Entry.Code)),
                    new("Spread large sends over time."),
                ],
            Verify = error.Record is { } mail ? words.Why(mail.EmailId) : words.Command("dlq list"),
            Document = AnswerDocuments.Throttling,
        };
    }

    /// <summary>The daily quota used up, or almost; null while there is room.</summary>
    public Finding? Quota(SendQuota quota)
    {
        if (quota.Max24HourSend <= 0 || quota.SentLast24Hours < quota.Max24HourSend * 0.9) return null;
        var isOut = quota.SentLast24Hours >= quota.Max24HourSend;
        return new Finding
        {
            Id = isOut ? "quota.used" : "quota.low",
            Code = "QUOTA",
            Title = isOut ? "The daily sending quota is used up" : "The daily sending quota is almost used up",
            Severity = isOut ? FindingSeverity.Problem : FindingSeverity.Warning,
            WhatHappened = "SES allows a number of mails in any 24 hours. When it is used up, the engine keeps requests on the queue and sends them by itself as room comes back; none is lost.",
            Facts = [.. Facts(quota)],
            Steps =
            [
                new("Nothing is lost: what waits goes out as the 24 hours move on."),
                new("If you need more, ask AWS for a higher daily quota (Service Quotas, Amazon SES)."),
            ],
            Verify = words.Doctor,
            Document = AnswerDocuments.Throttling,
        };
    }

    /// <summary>The limits in words.</summary>
    internal static IEnumerable<FindingFact> Facts(SendQuota quota)
    {
        yield return new("rate", quota.MaxSendRate <= 0 ? "no limit" : $"{AnswerWords.Number(quota.MaxSendRate)} mails a second");
        yield return new("in 24 hours", quota.Max24HourSend <= 0
            ? $"{AnswerWords.Number(quota.SentLast24Hours)} sent, no limit"
            : $"{AnswerWords.Number(quota.SentLast24Hours)} of {AnswerWords.Number(quota.Max24HourSend)} sent");
    }

    private static IEnumerable<FindingFact> Facts(ErrorFacts error)
    {
        if (error.Quota is { } quota)
        {
            foreach (var fact in Facts(quota)) yield return fact;
            var waiting = error.Queues.Where(queue => !queue.HoldsDeadLetters).Sum(queue => queue.Waiting + queue.InFlight);
            if (waiting > 0 && quota.MaxSendRate > 0)
            {
                yield return new("backlog", $"{AnswerWords.Number(waiting)} requests, about {AnswerWords.Duration(TimeSpan.FromSeconds(waiting / quota.MaxSendRate))} at that rate");
            }
        }
        foreach (var queue in error.Queues.Where(queue => queue.HoldsDeadLetters && queue.Total() > 0)) yield return new(queue.Name, $"{AnswerWords.Number(queue.Total())} dead letters");
    }
}

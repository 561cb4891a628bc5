using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>Each alarm of the stack: what it means, where to look, what to do.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class AlarmTree(AnswerWords words)
{
    /// <summary>The catalogue's entry of an alarm named in a text (<c>S-RetryDLQ-Depth</c>); null when the name is none of the stack's.</summary>
    public static ErrorEntry? EntryOf(string alarmName) => ErrorCatalogue.All
        .Where(entry => entry.Category == "Alarms")
        .FirstOrDefault(entry => alarmName.Contains(entry.Pattern["{stack}-".Length..], StringComparison.Ordinal));

    /// <summary>The alarms that have gone off, or that none has.</summary>
    public IEnumerable<Finding> Now(IReadOnlyList<AlarmReading> alarms) => alarms
        .Where(alarm => alarm.Condition == AlarmCondition.Alarm).Select(Explain).OfType<Finding>()
        .OrderByDescending(finding => finding.Severity)
        .DefaultIfEmpty(new Finding
        {
            Id = "alarm.none",
            Code = "ALARMS_OK",
            Title = "No alarm has gone off",
            Severity = FindingSeverity.Fine,
            WhatHappened = $"{alarms.Count} alarms are watched.",
            Verify = words.Doctor,
            Document = AnswerDocuments.Alarms,
        });

    /// <summary>Explains an alarm that went off; one the stack does not know gives null.</summary>
    public Finding? Explain(AlarmReading alarm) => EntryOf(alarm.Name) is { } entry ? Explain(entry, alarm) : null;

    /// <summary>Explains an alarm.</summary>
    public Finding Explain(ErrorEntry entry, AlarmReading? alarm) => new ErrorTree(words).Start(new ErrorFacts(entry, alarm?.Name), "alarm.fired") with
    {
        Facts = alarm is null
            ? []
            : [new("state", alarm.Condition == AlarmCondition.Alarm ? "ALARM" : "OK"), new("since", AnswerWords.Time(alarm.Since)), new("reason", alarm.Reason)],
        Steps = Steps(entry),
        Verify = words.Doctor,
    };

    private FixStep[] Steps(ErrorEntry entry) => entry.Code switch
    {
        "ALM001" => Letters("requests"),
        "ALM002" => Letters("retries"),
        "ALM003" => Letters("feedback"),
        "ALM004" or "ALM005" =>
        [
            new("This is no burst: it needs more than 50 errors in each of two periods of five minutes. Look at the errors in the log and at everything they may come from.", words.Doctor),
            new("See whether requests were given up.", words.Command("dlq list")),
            new("Mend the commonest error first: ask for its code.", words.Why("ERROR-CODE")),
            new("If you ran a load test: did all mails arrive, and is the dead letter queue empty? Then send slower, or ask AWS for a higher rate."),
        ],
        "ALM006" =>
        [
            new("Stop sending to old, bought or guessed lists at once."),
            new("See how many bounced, and which day it began.", words.Command("stats")),
            new("Check addresses where they are entered: a confirmation mail to each new one keeps the invalid ones out."),
            new("Look at SES's reputation page for what AWS says of the account."),
        ],
        "ALM007" =>
        [
            new("Mail only those who asked for it; stop the campaign that drew the complaints."),
            new("Make unsubscribing a single click: listUnsubscribe in the template's metadata.json."),
            new("Make sender name and subject say what the mail is."),
            new("Never take complaints off the suppression list."),
        ],
        _ =>
        [
            new("See whether the quota is used up, the guard holds mail back, or the sender stands still.", words.Doctor),
            new("If the quota is used up, wait or ask AWS for a higher one; nothing is lost meanwhile."),
            new("If the sender stands still, read its errors in the log; on one machine, see that the host runs."),
        ],
    };

    private FixStep[] Letters(string queue) =>
    [
        new("See what lies there, grouped by cause.", words.Command($"dlq list --queue {queue}")),
        new("Mend the cause the list names; each code has its own steps.", words.Why("ERROR-CODE")),
        new("Then put the messages back to work.", words.Command($"dlq redrive --queue {queue} --error", "ERROR-CODE")),
    ];
}

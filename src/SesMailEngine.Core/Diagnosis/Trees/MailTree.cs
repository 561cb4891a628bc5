using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>One mail: where it stands, why, and what to do about it.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class MailTree(AnswerWords words)
{
    /// <summary>Feedback of SES comes within seconds, mostly; after this long, something is to be looked at.</summary>
    public static readonly TimeSpan FeedbackExpected = TimeSpan.FromMinutes(15);

    /// <summary>The answer on a mail.</summary>
    public DiagnosisAnswer Explain(MailFacts mail) => new(
        mail.EmailId, mail.Record is { } record ? Findings(mail, record) : NoRecord(mail), mail.Looked);

    private IEnumerable<Finding> Findings(MailFacts mail, TrackingRecord record)
    {
        yield return Main(mail, record);
        if (record.Status == EmailStatus.SoftBounced && mail.Suppression is { } soft) yield return new SuppressionTree(words).Explain(soft);
        if (record.Status is EmailStatus.Bounced && mail.Suppression is { } entry) yield return new SuppressionTree(words).Explain(entry);
        if (record.Status is EmailStatus.Sending or EmailStatus.SoftBounced && mail.Guard is { IsClosed: true } guard) yield return new GuardTree(words).Closed(guard, mail.Now)!;
    }

    private Finding Main(MailFacts mail, TrackingRecord record) => record.Status switch
    {
        EmailStatus.Sending => Sending(mail, record),
        EmailStatus.Sent => Sent(mail, record),
        EmailStatus.Delivered => Delivered(record),
        EmailStatus.Opened => Opened(record),
        EmailStatus.SoftBounced => SoftBounced(mail, record),
        EmailStatus.Bounced => Bounced(mail, record),
        EmailStatus.Complained => Complained(record),
        _ => Failed(mail, record),
    };

    private Finding Failed(MailFacts mail, TrackingRecord record)
    {
        var entry = ErrorCatalogue.Find(record.ErrorCode) ?? ErrorCatalogue.Match(record.ErrorMessage);
        if (entry is null)
        {
            return Start(record, "mail.failed", "FAILED", "The mail failed", FindingSeverity.Problem,
                $"The mail was not sent: {words.Text(record.ErrorMessage ?? record.ErrorType ?? "its record does not say why")}.") with
            {
                Steps = [new("Send the request again under a new emailId, and ask again for that one.")],
            };
        }
        var finding = new ErrorTree(words).Explain(new ErrorFacts(entry, record.ErrorMessage)
        {
            Record = record,
            Suppression = mail.Suppression,
            SuppressionWasRead = mail.SuppressionWasRead,
            Template = mail.Template,
            Guard = mail.Guard,
            Quota = mail.Quota,
            Sender = mail.Sender,
            Queues = mail.Queues,
            DeadLetter = mail.DeadLetter,
        });
        var when = record.FailedAt is { } at ? $"Failed at {AnswerWords.Time(at)}: " : "";
        var retry = record.RetryAttempt > 0 ? $" This was the retry of {record.OriginalEmailId}, which bounced softly." : "";
        return finding with { WhatHappened = $"{when}{finding.WhatHappened}{retry}" };
    }

    private Finding Sending(MailFacts mail, TrackingRecord record)
    {
        var claimed = record.ClaimedAt ?? record.Timestamp;
        var age = mail.Now - claimed;
        var isStuck = age > mail.ClaimLifetime + mail.ClaimLifetime;
        var finding = Start(record, isStuck ? "mail.sending.stuck" : "mail.sending", isStuck ? "SENDING_STUCK" : "SENDING",
            isStuck ? "A sender took the mail and never told its end" : "The mail is being sent",
            isStuck ? FindingSeverity.Problem : FindingSeverity.Notice,
            $"A sender claimed the mail {AnswerWords.Duration(age)} ago ({AnswerWords.Time(claimed)}) and has recorded no result. "
            + (isStuck
                ? "Its claim has run out, so the message should have been delivered again by now: the sender stands still, or the message is no longer on the queue."
                : $"If the sender died or SES's answer got lost, SES's own Send event settles the record; otherwise the message is delivered again when the claim runs out, {AnswerWords.Duration(mail.ClaimLifetime)} after it was made. It is never sent twice."));
        if (record.ErrorCode is { } code) finding = finding with { Facts = [.. finding.Facts, new("last attempt ended with", $"{code}: {words.Text(record.ErrorMessage ?? "")}")] };
        return finding with
        {
            Facts = [.. finding.Facts, .. Backlog(mail), .. Letter(mail)],
            Steps = isStuck
                ?
                [
                    new("See whether the sender runs and what holds it up.", words.Doctor),
                    new("Look whether the message was given up.", words.Command("dlq list --queue requests")),
                    new("If it was, put it back to work.", words.Command("dlq redrive --queue requests --id", record.EmailId)),
                ]
                : record.ErrorCode is null
                    ? [new("Wait, and ask again.", words.Why(record.EmailId))]
                    : [new("Nothing yet: it is tried again by itself. If the error stays, mend its cause.", words.Why(record.ErrorCode))],
        };
    }

    private Finding Sent(MailFacts mail, TrackingRecord record)
    {
        var since = record.SentAt ?? record.Timestamp;
        var age = mail.Now - since;
        var isLate = age > FeedbackExpected;
        var delayed = record.DelayedAt is { } at ? $" SES reported a delay at {AnswerWords.Time(at)}: the recipient's server does not take the mail yet, and SES keeps trying for up to 14 hours." : "";
        return Start(record, isLate ? "mail.sent.late" : "mail.sent", isLate ? "SENT_NO_FEEDBACK" : "SENT",
            isLate ? "Sent, and no feedback for a long time" : "Sent, waiting for feedback", isLate ? FindingSeverity.Warning : FindingSeverity.Notice,
            $"SES accepted the mail {AnswerWords.Duration(age)} ago ({AnswerWords.Time(since)}); whether the recipient's server took it is not known yet.{delayed}") with
        {
            Steps = isLate
                ?
                [
                    new("Look whether feedback arrives at all: dead letters of feedback, and errors of the feedback processor.", words.Doctor),
                    new("See what could not be read or stored.", words.Command("dlq list --queue feedback")),
                    new("If only this mail waits, the recipient's server keeps SES waiting: nothing to do but wait or reach them another way."),
                ]
                : [new("Wait a minute, and ask again.", words.Why(record.EmailId))],
        };
    }

    private Finding Delivered(TrackingRecord record)
    {
        var machine = record.MachineOpenCount > 0 ? $" {record.MachineOpenCount} openings by mail programs' prefetch or scanners were seen; they are not counted as read." : "";
        return Start(record, "mail.delivered", "DELIVERED", "The mail was delivered", FindingSeverity.Fine,
            $"The recipient's mail server took the mail{(record.DeliveredAt is { } at ? $" at {AnswerWords.Time(at)}" : "")}. What happens after that is outside the engine's control; nothing can be mended on this side.{machine}") with
        {
            Steps =
            [
                new("If the recipient does not see it: look into the spam or junk folder."),
                new("Ask whether their mail server, or a rule of theirs, filters, quarantines or forwards mail."),
                new($"Ask them to allow the sender{(record.SenderEmail is { } sender ? $" {words.Text(sender)}" : "")} or to add it to their contacts."),
                new("If many recipients of one provider miss mail, check SPF, DKIM and DMARC of the sender's domain in SES."),
            ],
        };
    }

    private Finding Opened(TrackingRecord record) => Start(record, "mail.opened", "OPENED", "The mail was delivered and opened", FindingSeverity.Fine,
        $"Opened {record.OpenCount} time{(record.OpenCount == 1 ? "" : "s")}{(record.OpenedAt is { } at ? $", first at {AnswerWords.Time(at)}" : "")}.");

    private Finding SoftBounced(MailFacts mail, TrackingRecord record)
    {
        var retry = mail.Attempts.FirstOrDefault(attempt => attempt.RetryAttempt > record.RetryAttempt);
        var scheduled = record.RetryAttempt > 0
            ? "This was the retry already; there is no further one."
            : retry is null
                ? "One retry is scheduled a quarter of an hour after the bounce, under an id of its own, unless retries are turned off."
                : $"Its retry {retry.EmailId} is {retry.Status.ToWireName()}.";
        var finding = Start(record, "mail.soft_bounced", "SOFT_BOUNCED", "The recipient's server refused the mail for now", FindingSeverity.Warning,
            $"The mail bounced softly{At(record.BouncedAt)}: a passing obstacle, such as a full mailbox. {scheduled} "
            + "Enough soft bounces in a row put the address on the suppression list.");
        return finding with
        {
            Facts = [.. finding.Facts, .. Bounce(record), .. mail.Attempts.Where(a => a.EmailId != record.EmailId).Select(a => new FindingFact("attempt", $"{a.EmailId}: {a.Status.ToWireName()}"))],
            Steps =
            [
                SesBounces.IsFaultOfTheMessage(record.BounceSubType)
                    ? new("The message was refused, not the address: make it smaller or change what the server objected to.")
                    : new("Nothing at first: wait for the retry."),
                .. retry is null ? Array.Empty<FixStep>() : [new("See what became of the retry.", words.Why(retry.EmailId))],
                new("If the retry fails too, ask the recipient to make room or for another address; the request can be sent again under a new emailId."),
            ],
        };
    }

    private Finding Bounced(MailFacts mail, TrackingRecord record)
    {
        var untried = record.BounceSubType is "Suppressed" or "OnAccountSuppressionList" or "EmailValidationSuppressed";
        var finding = Start(record, "mail.bounced", ErrorCodes.SuppressedHardBounce, "The address does not take mail", FindingSeverity.Problem,
            $"The mail bounced for good{At(record.BouncedAt)}"
            + (untried ? ": SES did not even try, because the address is on a suppression list of SES itself or of the account." : ": the recipient's server says that the address does not exist.")
            + " The address is suppressed, so that no further mail to it damages the account's reputation.");
        return finding with
        {
            Facts = [.. finding.Facts, .. Bounce(record)],
            Steps =
            [
                new("Find the right address; look for a typing mistake where it was entered."),
                new("Send the request to the right address under a new emailId."),
                .. untried ? [new FixStep("If the address is known to work, SES's own list (SES console, Suppression list) has to let it go first.")] : Array.Empty<FixStep>(),
                words.Step($"Only if you are sure that the address works now, remove the entry from the suppression list. {AdviceRules.RemovalRisk}", record.ToEmail, "suppression remove"),
            ],
            Document = AnswerDocuments.Suppression,
        };
    }

    private Finding Complained(TrackingRecord record)
    {
        var finding = Start(record, "mail.complained", ErrorCodes.SuppressedComplaint, "The recipient reported the mail as spam", FindingSeverity.Problem,
            $"The mail arrived, and was reported as spam{At(record.ComplainedAt)}. The address is suppressed and stays so.");
        return finding with
        {
            Facts = [.. finding.Facts, .. record.ComplaintFeedbackType is { } type ? [new FindingFact("feedback type", type)] : Array.Empty<FindingFact>()],
            Steps =
            [
                new("Do not remove the entry: the person said that your mail is spam, and mailing them again puts the account at risk."),
                new("Reach the person another way if you must."),
                new("Make unsubscribing a single click: listUnsubscribe in the template's metadata.json."),
            ],
            Document = AnswerDocuments.Suppression,
        };
    }

    private IEnumerable<Finding> NoRecord(MailFacts mail)
    {
        if (mail.DeadLetter is { } letter)
        {
            var entry = ErrorCatalogue.Find(letter.ErrorCode);
            yield return Absent(mail, "mail.dead_letter", "DEAD_LETTER", "No record, but a dead letter", FindingSeverity.Problem,
                "The request could not be handled and lies in the dead letter queue; nothing was sent for it.") with
            {
                Facts = [new("emailId", mail.EmailId), .. Letter(mail)],
                Steps =
                [
                    entry is null ? new("Look at the letter and at the sender's log for the cause.", words.Command("dlq show", mail.EmailId)) : new(entry.Fix, words.Why(entry.Code)),
                    new("When the cause is mended, put it back to work: it is sent once.", words.Command($"dlq redrive --queue {letter.Queue.ToWord()} --id", mail.EmailId)),
                ],
                Document = AnswerDocuments.DeadLetters,
            };
            yield break;
        }
        var waiting = mail.Queues.Where(queue => !queue.HoldsDeadLetters).Sum(queue => queue.Total());
        if (waiting > 0)
        {
            yield return Absent(mail, "mail.queued", "QUEUED", "No record yet: it may still be on the queue", FindingSeverity.Notice,
                "Records are made when a request is taken off the queue, and requests are waiting there. If the id is right and was published, it is probably one of them.") with
            {
                Facts = [new("emailId", mail.EmailId), .. Backlog(mail), .. mail.Quota is { } quota ? ThrottleTree.Facts(quota) : []],
                Steps = [new("Wait until the queue is empty, and ask again.", words.Why(mail.EmailId)), new("If the queue does not shrink, see what holds the sender up.", words.Doctor)],
            };
            if (mail.Guard is { IsClosed: true } guard) yield return new GuardTree(words).Closed(guard, mail.Now)!;
        }
        yield return Absent(mail, "mail.unknown", "NO_RECORD", "Nothing is known of this emailId", FindingSeverity.Problem,
            "There is no record of this id, no dead letter that names it, and no log line. Either the request never arrived, or the id is another one, or the record has expired.") with
        {
            Steps =
            [
                new("Check the id: upper and lower case count. If the caller gave no emailId, the engine made one beginning with email-; ask by the recipient's address instead.", words.Why("ADDRESS")),
                new($"Check what PutEvents answered: FailedEntryCount must be 0, EventBusName must be {words.StackName}-EmailBus, and detail-type must be exactly 'Email Request'."),
                new("Check that the request went to this stack, account and region."),
                new("Publish it again with an emailId of your own and ask for that.", words.Command("send --to success@simulator.amazonses.com --template welcome --data", """{"userName":"Ada","companyName":"Acme"}""")),
            ],
            Document = AnswerDocuments.NotArrived,
        };
    }

    private Finding Absent(MailFacts mail, string id, string code, string title, FindingSeverity severity, string what) => new()
    {
        Id = id,
        Code = code,
        Title = title,
        Severity = severity,
        WhatHappened = what,
        Facts = [new("emailId", mail.EmailId)],
        Verify = words.Why(mail.EmailId),
        Document = AnswerDocuments.NotArrived,
    };

    private Finding Start(TrackingRecord record, string id, string code, string title, FindingSeverity severity, string what) => new()
    {
        Id = id,
        Code = code,
        Title = title,
        Severity = severity,
        WhatHappened = what,
        Facts =
        [
            new("emailId", record.EmailId), new("to", words.Address(record.ToEmail)), new("template", record.TemplateName),
            new("requested", AnswerWords.Time(record.Timestamp)),
            .. record.SesMessageId is { } message ? [new FindingFact("SES id", message)] : Array.Empty<FindingFact>(),
        ],
        Verify = words.Command("status", record.EmailId),
        Document = AnswerDocuments.NotArrived,
    };

    private IEnumerable<FindingFact> Bounce(TrackingRecord record)
    {
        if (record.BounceType is { } type) yield return new("bounce", record.BounceSubType is { } sub ? $"{type}, {sub}" : type);
        if (record.BounceReason is { Length: > 0 } reason) yield return new("mail server's words", words.Text(reason));
    }

    private static IEnumerable<FindingFact> Backlog(MailFacts mail) => mail.Queues
        .Where(queue => !queue.HoldsDeadLetters && queue.Total() > 0)
        .Select(queue => new FindingFact(queue.Name, $"{AnswerWords.Number(queue.Waiting)} waiting, {AnswerWords.Number(queue.InFlight)} in work, {AnswerWords.Number(queue.Delayed)} delayed"));

    private IEnumerable<FindingFact> Letter(MailFacts mail)
    {
        if (mail.DeadLetter is not { } letter) yield break;
        yield return new("dead letter in", letter.Queue.ToWord());
        if (letter.SentAt is { } at) yield return new("there since", AnswerWords.Time(at));
        if (letter.ErrorCode is { } code) yield return new("because of", $"{code}: {words.Text(letter.ErrorMessage ?? "")}");
    }

    private static string At(DateTimeOffset? time) => time is { } at ? $" at {AnswerWords.Time(at)}" : "";
}

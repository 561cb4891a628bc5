using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>A recipient whose mail fails: suppressed, or a pattern in the latest mails, or nothing wrong.</summary>
/// <param name="words">How commands and addresses are written; whoever asks by address sees it plain.</param>
public sealed class AddressTree(AnswerWords words)
{
    /// <summary>The answer on a recipient.</summary>
    public DiagnosisAnswer Explain(AddressFacts facts) => new(words.Address(facts.Address), Findings(facts), facts.Looked);

    private IEnumerable<Finding> Findings(AddressFacts facts)
    {
        if (facts.Suppression is { } entry)
        {
            var finding = new SuppressionTree(words).Explain(entry);
            yield return finding with { Facts = [new("address", words.Address(facts.Address)), .. finding.Facts, .. Pattern(facts)], Verify = words.Why(facts.Address) };
            yield break;
        }
        if (facts.Mails.Count == 0)
        {
            yield return Of(facts, "recipient.unknown", "NO_MAIL", "No mail to this address", FindingSeverity.Notice,
                "The address is not suppressed, and there is no record of a mail to it: nothing was ever asked for, the address is written otherwise, or the records have expired.") with
            {
                Steps =
                [
                    new("Check the spelling. Addresses are compared as a whole in lower case, plus-labels included."),
                    new("Ask by the emailId the sender of the request knows.", words.Why("EMAIL-ID")),
                    new("See whether requests arrive at all.", words.Doctor),
                ],
            };
            yield break;
        }
        if (InARow(facts) is { } soft) yield return soft;
        if (facts.Latest is { Record: not null } latest)
        {
            var answer = new MailTree(words).Explain(latest).Findings[0];
            var times = facts.Mails.Count(mail => mail.Status == EmailStatus.Failed && mail.ErrorCode == answer.Code);
            yield return answer with
            {
                WhatHappened = $"The address is not suppressed. The latest mail to it: {answer.WhatHappened}"
                    + (times > 1 ? $" {times} of the latest {facts.Mails.Count} mails to this address failed in the same way." : ""),
                Facts = [.. answer.Facts, .. Pattern(facts)],
            };
        }
        foreach (var group in facts.Mails.Skip(1).Where(mail => mail.Status == EmailStatus.Failed && mail.ErrorCode is not null && mail.ErrorCode != facts.Mails[0].ErrorCode)
            .GroupBy(mail => mail.ErrorCode!).OrderByDescending(group => group.Count()).Take(2))
        {
            if (ErrorCatalogue.Find(group.Key) is not { } other) continue;
            var mail = group.First();
            // Only what the old record says: its suppression or guard may be long over.
            var finding = new ErrorTree(words).Start(new ErrorFacts(other, mail.ErrorMessage) { Record = mail }, "recipient.earlier");
            yield return finding with
            {
                Severity = FindingSeverity.Notice,
                WhatHappened = $"{group.Count()} earlier mail{(group.Count() == 1 ? "" : "s")} to this address failed with this, the last at {AnswerWords.Time(mail.FailedAt ?? mail.Timestamp)}. {other.Cause}",
                Verify = words.Why(mail.EmailId),
            };
        }
    }

    private Finding? InARow(AddressFacts facts)
    {
        var row = facts.Mails.Where(mail => mail.Status is EmailStatus.Delivered or EmailStatus.Opened or EmailStatus.SoftBounced or EmailStatus.Bounced or EmailStatus.Complained)
            .TakeWhile(mail => mail.Status == EmailStatus.SoftBounced).Count();
        if (row == 0 || facts.Mails[0].Status == EmailStatus.SoftBounced && row == 1) return null;
        var left = Math.Max(0, facts.SoftBounceThreshold - row);
        return Of(facts, "recipient.soft_bounces", "SOFT_BOUNCED", $"{row} soft bounces in a row", FindingSeverity.Warning,
            left == 0
                ? $"The last {row} mails to this address bounced softly. With {facts.SoftBounceThreshold} in a row an address is suppressed; the entry was taken off again, or the mails' own faults do not count."
                : $"The last {row} mails to this address bounced softly; {left} more and it is suppressed.") with
        {
            Steps =
            [
                new("Ask the recipient whether the mailbox is full or gone, or use another address."),
                new("Until then send less to it."),
            ],
            Document = AnswerDocuments.Suppression,
        };
    }

    private Finding Of(AddressFacts facts, string id, string code, string title, FindingSeverity severity, string what) => new()
    {
        Id = id,
        Code = code,
        Title = title,
        Severity = severity,
        WhatHappened = what,
        Facts = [new("address", words.Address(facts.Address)), .. Pattern(facts)],
        Verify = words.Why(facts.Address),
        Document = AnswerDocuments.NotArrived,
    };

    // 12 delivered, 3 failed (2 TMPL006, 1 RATE001)
    private static IEnumerable<FindingFact> Pattern(AddressFacts facts)
    {
        if (facts.Mails.Count == 0) yield break;
        var counts = facts.Mails.GroupBy(mail => mail.Status == EmailStatus.Failed ? $"failed {mail.ErrorCode}" : mail.Status.ToWireName())
            .OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}");
        yield return new($"latest {facts.Mails.Count} mail{(facts.Mails.Count == 1 ? "" : "s")}", string.Join(", ", counts));
    }
}

using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>An address on the suppression list: why, since when, and whether anything may be done about it.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class SuppressionTree(AnswerWords words)
{
    /// <summary>The code of an entry's reason.</summary>
    public static string CodeOf(SuppressionEntry entry) => entry.Reason switch
    {
        SuppressionReasons.SpamComplaint => ErrorCodes.SuppressedComplaint,
        SuppressionReasons.ConsecutiveSoftBounces => ErrorCodes.SuppressedSoftBounces,
        SuppressionReasons.HardBounce => ErrorCodes.SuppressedHardBounce,
        _ when entry.Type == SuppressionType.Complaint => ErrorCodes.SuppressedComplaint,
        _ when entry.Type == SuppressionType.Bounce => ErrorCodes.SuppressedHardBounce,
        _ => ErrorCodes.SuppressedManual,
    };

    /// <summary>Explains an entry.</summary>
    public Finding Explain(SuppressionEntry entry) =>
        Explain(new ErrorFacts(ErrorCatalogue.Find(CodeOf(entry))!, null) { Suppression = entry, SuppressionWasRead = true });

    /// <summary>Explains a mail or message that says the recipient is suppressed.</summary>
    public Finding Explain(ErrorFacts error)
    {
        var start = new ErrorTree(words).Start(error, "recipient.suppressed");
        // The list may say more by now than the mail's message did: a complaint wins.
        var code = error.Suppression is { } listed ? CodeOf(listed) : error.Entry.Code;
        var entry = ErrorCatalogue.Find(code)!;
        var address = error.Suppression?.Email ?? error.Record?.ToEmail;
        if (error is { SuppressionWasRead: true, Suppression: null }) return Gone(start, error);
        return start with
        {
            Code = code,
            Title = entry.Pattern,
            WhatHappened = entry.Cause + (error.Record is null ? " Mail to the address fails until the entry is gone." : " The mail was not sent, and the request was consumed."),
            Facts = [.. start.Facts, .. Facts(error.Suppression)],
            Steps = Steps(code, address),
            Verify = error.Record is { } record ? words.Why(record.EmailId)
                : address is not null && words.IsPlain ? words.Why(address) : words.Doctor,
            Document = AnswerDocuments.Suppression,
        };
    }

    private Finding Gone(Finding start, ErrorFacts error) => start with
    {
        Severity = FindingSeverity.Notice,
        WhatHappened = "The recipient was on the suppression list when the mail was due. By now there is no entry any more, so mail flows again.",
        Steps = [new("Send the request again under a new emailId.")],
        Verify = error.Record is { } record ? words.Why(record.EmailId) : words.Doctor,
    };

    private static IEnumerable<FindingFact> Facts(SuppressionEntry? entry)
    {
        if (entry is null) yield break;
        yield return new("reason", entry.Reason);
        yield return new("since", AnswerWords.Time(entry.AddedAt));
        if (entry.EmailId is { } cause) yield return new("caused by mail", cause);
        if (entry.BounceSubType is { } subType) yield return new("bounce subtype", subType);
        if (entry.DiagnosticCode is { } diagnostic) yield return new("mail server's words", AddressMasking.Mask(diagnostic));
    }

    private FixStep[] Steps(string code, string? address) => code switch
    {
        ErrorCodes.SuppressedComplaint =>
        [
            new("Do not remove the entry: the person said that your mail is spam, and mailing them again puts the account at risk."),
            new("Reach the person another way if you must, and ask them to use another address if they want your mail."),
            new("Make unsubscribing a single click: listUnsubscribe in the template's metadata.json."),
        ],
        ErrorCodes.SuppressedSoftBounces =>
        [
            new("Ask the recipient whether the mailbox is full or gone, or use another address."),
            Remove("When the mailbox works again, remove the entry from the suppression list.", address),
            new("Send the request again under a new emailId."),
        ],
        ErrorCodes.SuppressedManual =>
        [
            new("Ask who put the address on the list, and why."),
            Remove("When the reason is gone, remove the entry from the suppression list.", address),
        ],
        _ =>
        [
            new("Find the right address: the recipient's server said that this one does not exist. Look for a typing mistake where it was entered."),
            new("Send the request to the right address under a new emailId."),
            Remove("Only if you are sure that the address works now, remove the entry from the suppression list.", address),
        ],
    };

    private FixStep Remove(string text, string? address) => address is null
        ? new($"{text} {AdviceRules.RemovalRisk}")
        : words.Step($"{text} {AdviceRules.RemovalRisk}", address, "suppression remove");
}

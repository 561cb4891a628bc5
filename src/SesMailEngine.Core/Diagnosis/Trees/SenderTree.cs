using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>What SES refuses: an unverified sender, the sandbox, a paused account, a missing configuration set, too much at once.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class SenderTree(AnswerWords words)
{
    /// <summary>Explains an error of SES or of the sender's address.</summary>
    public Finding Explain(ErrorFacts error)
    {
        var start = new ErrorTree(words).Start(error, error.Entry.Code == ErrorCodes.NoSender ? "sender.missing" : "ses.refused");
        if (error.Entry.Code is ErrorCodes.SesThrottling or ErrorCodes.SesMaximumRate) return new ThrottleTree(words).Explain(error);
        return start with
        {
            Facts = [.. start.Facts, .. Words(error), .. Facts(error.Sender)],
            Steps = Steps(error),
            Verify = error.Record is { } record ? words.Why(record.EmailId) : words.Doctor,
            Document = AnswerDocuments.Sender,
        };
    }

    /// <summary>What is wrong with the account or the default sender now; nothing wrong gives none.</summary>
    public IEnumerable<Finding> Problems(SenderFacts sender)
    {
        if (sender.Address is null) yield return Explain(new ErrorFacts(ErrorCatalogue.Find(ErrorCodes.NoSender)!, null) { Sender = sender });
        else if (sender.VerifiedBy is null)
        {
            yield return Explain(new ErrorFacts(ErrorCatalogue.Find(ErrorCodes.SesMessageRejected)!, null) { Sender = sender }) with
            {
                Id = "sender.unverified",
                Title = $"The default sender {words.Address(sender.Address)} is not verified in SES",
                WhatHappened = "SES refuses mail from senders that are not verified: every mail without another sender fails.",
            };
        }
        if (!sender.IsSendingEnabled || sender.Enforcement == "SHUTDOWN")
        {
            yield return Explain(new ErrorFacts(ErrorCatalogue.Find(ErrorCodes.SesPaused)!, null) { Sender = sender }) with { Severity = FindingSeverity.Critical };
        }
    }

    private IEnumerable<FindingFact> Facts(SenderFacts? sender)
    {
        if (sender is null) yield break;
        yield return new("sender", sender.Address is null ? "none configured" : words.Address(sender.Address));
        if (sender.Address is not null) yield return new("verified by", sender.VerifiedBy is { } identity ? words.Text(identity) : "nothing: SES will not send for it");
        yield return new("account", (sender.IsProduction ? "production" : "sandbox: mail goes to verified addresses and the simulator only")
            + (sender.IsSendingEnabled ? "" : "; sending is paused"));
        if (sender.Enforcement.Length > 0 && sender.Enforcement != "HEALTHY") yield return new("reputation", sender.Enforcement);
    }

    private IEnumerable<FindingFact> Words(ErrorFacts error)
    {
        if (error.Record?.Events.LastOrDefault(e => e.Type == "failed")?.Note is { Length: > 0 } note) yield return new("SES's own words", words.Text(note));
        else if (error.Record?.Events.LastOrDefault(e => e.Note is { Length: > 0 })?.Note is { } other) yield return new("last note", words.Text(other));
    }

    private FixStep[] Steps(ErrorFacts error)
    {
        var again = new FixStep("Send the request again under a new emailId.");
        return error.Entry.Code switch
        {
            ErrorCodes.NoSender =>
            [
                new("Set a sender for the whole stack: the parameter DefaultSenderEmail. For one template: senderEmail in its metadata.json. For one mail: senderOverride.email."),
                new("Verify that address or its domain in SES."),
                again,
            ],
            ErrorCodes.SesMessageRejected =>
            [
                new("Verify the sender's address or, better, its whole domain in SES (Identities, Create identity)."),
                new("If the account is in the sandbox, verify the recipient too, or ask AWS for production access."),
                new("If the content was refused, SES's own words above say why."),
                again,
            ],
            ErrorCodes.SesUnavailable =>
            [
                new(error.Entry.Fix),
                new("Look at what was given up.", words.Command("dlq list --queue requests")),
                error.Record is { } record
                    ? new("When SES answers again, put the message back to work.", words.Command("dlq redrive --queue requests --id", record.EmailId))
                    : new("When SES answers again, put the messages back to work.", words.Command("dlq redrive --queue requests --error", error.Entry.Code)),
            ],
            _ => [new(error.Entry.Fix), again],
        };
    }
}

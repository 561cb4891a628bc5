using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>Explains any error of the catalogue; branches to the tree of its kind, which knows more.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class ErrorTree(AnswerWords words)
{
    /// <summary>The explanation of an error.</summary>
    public Finding Explain(ErrorFacts error) => error.Entry.Category switch
    {
        "Templates" => new TemplateTree(words).Explain(error),
        "Suppression" => new SuppressionTree(words).Explain(error),
        "Bounce rate" => new GuardTree(words).Explain(error),
        "Sender" or "SES" => new SenderTree(words).Explain(error),
        "Template seeder" => new SeederTree(words).Explain(error.Entry, error.Message),
        "Alarms" => new AlarmTree(words).Explain(error.Entry, null),
        "AWS" => Unavailable(error),
        "Validation" => Start(error, "mail.failed") with { Steps = ValidationSteps(error), Verify = Verify(error) },
        "Installation" => Start(error, "install.failed") with { Steps = InstallerTree.Steps(error.Entry, words), Verify = words.Installer("outputs") },
        _ => Start(error, "feedback.failed") with { Steps = FeedbackSteps(error.Entry), Verify = words.Command("dlq list --queue feedback") },
    };

    /// <summary>The explanation of a message in the words of a record, a log or a service; nothing recognised gives an answer that says so.</summary>
    public DiagnosisAnswer ExplainText(string text)
    {
        var shown = words.Text(text.Trim());
        if (InstallerTree.Match(text, words) is { } installer) return new(shown, [installer], [new("error catalogue", "matched as " + installer.Code)]);
        if ((ErrorCatalogue.Find(text.Trim().ToUpperInvariant()) ?? AlarmTree.EntryOf(text) ?? ErrorCatalogue.Match(text)) is { } entry)
        {
            var finding = Explain(new ErrorFacts(entry, text.Trim() == entry.Code ? null : text));
            return new(shown, [finding], [new("error catalogue", $"matched {entry.Code}: {entry.Pattern}")]);
        }
        var unknown = new Finding
        {
            Id = "error.unknown",
            Code = "UNKNOWN",
            Title = "Nothing in the error catalogue looks like this",
            Severity = FindingSeverity.Notice,
            WhatHappened = "The text is neither an emailId, nor an address, nor a message the engine reports. It may come from your own program or from another service.",
            Steps =
            [
                new("Ask with the emailId or the recipient's address instead.", words.Why("EMAIL-ID")),
                new("If you have neither, look at the whole stack.", words.Doctor),
                new("If the message comes from the installer, read sesmailengine-install.log for the line before it."),
            ],
            Verify = words.Doctor,
            Document = "docs/ai/ERROR_INDEX.md",
        };
        return new(shown, [unknown], [new("error catalogue", $"none of {ErrorCatalogue.All.Count} messages fits")]);
    }

    /// <summary>What every explanation has in common.</summary>
    internal Finding Start(ErrorFacts error, string id)
    {
        var entry = error.Entry;
        return new Finding
        {
            Id = id,
            Code = entry.Code,
            Title = words.Text(RenderFailure.WithoutPrefix(error.Message ?? entry.Pattern)),
            Severity = Severity(entry.Severity),
            WhatHappened = $"{entry.Cause} {Consequence(entry)}".TrimEnd(),
            Facts = RecordFacts(error),
            Steps = [new(entry.Fix)],
            Verify = Verify(error),
            Document = AnswerDocuments.Of(entry),
        };
    }

    /// <summary>How bad an error of the catalogue is for whoever asks.</summary>
    internal static FindingSeverity Severity(ErrorSeverity severity) => severity switch
    {
        ErrorSeverity.Warning => FindingSeverity.Warning,
        ErrorSeverity.Critical => FindingSeverity.Critical,
        _ => FindingSeverity.Problem,
    };

    private string Verify(ErrorFacts error) => error.Record is { } record ? words.Why(record.EmailId) : words.Doctor;

    // Permanent or retryable is the first thing the guide asks.
    private static string Consequence(ErrorEntry entry) => entry switch
    {
        { Tracked: true, Severity: ErrorSeverity.Permanent } => "The request was consumed: nothing is tried again by itself, and its emailId is used up.",
        { Tracked: true, Severity: ErrorSeverity.Retryable } =>
            "The engine tries such requests again by itself, three deliveries in all; what is given up then waits in the dead letter queue, with a record.",
        { Severity: ErrorSeverity.Retryable } => "It is tried again by itself.",
        _ => "",
    };

    private FindingFact[] RecordFacts(ErrorFacts error)
    {
        if (error.Record is not { } record) return [];
        var facts = new List<FindingFact> { new("emailId", record.EmailId), new("to", words.Address(record.ToEmail)) };
        if (record.TemplateName.Length > 0) facts.Add(new("template", record.TemplateName));
        if (record.FailedAt is { } failed) facts.Add(new("failed at", AnswerWords.Time(failed)));
        return [.. facts];
    }

    private FixStep[] ValidationSteps(ErrorFacts error) =>
    [
        new(error.Entry.Fix),
        new("Publish the corrected request under a new emailId: the one that failed is used up."),
        new("Try it without a recipient first: the simulator takes any mail.",
            words.Command("send --to success@simulator.amazonses.com --template", error.Record?.TemplateName is { Length: > 0 } name ? name : "welcome")),
    ];

    private Finding Unavailable(ErrorFacts error)
    {
        var start = Start(error, "mail.unavailable");
        var given = error.DeadLetter is { } letter ? letter.Queue.ToWord() : "requests";
        var lies = error.DeadLetter is not null || error.Entry.Code == ErrorCodes.GivenUp;
        return start with
        {
            Steps = lies || error.Entry.Severity == ErrorSeverity.Retryable
                ?
                [
                    new(error.Entry.Fix),
                    new("Look at what was given up, grouped by cause.", words.Command($"dlq list --queue {given}")),
                    new("When the cause is mended, put the message back to work; nothing was sent for it, so nothing is sent twice.",
                        error.Record is { } record
                            ? words.Command($"dlq redrive --queue {given} --id", record.EmailId)
                            : words.Command($"dlq redrive --queue {given} --error", error.Entry.Code)),
                ]
                : [new(error.Entry.Fix), new("Then send the request again under a new emailId.")],
        };
    }

    private FixStep[] FeedbackSteps(ErrorEntry entry) => entry.Code switch
    {
        ErrorCodes.PublishRefused or ErrorCodes.PublishFailed =>
        [
            new(entry.Fix),
            new("Notifications are best effort: ask the record for what became of a mail.", words.Command("status", "EMAIL-ID")),
            new("Test your rules against a real notification.", words.Command("why --notifications")),
        ],
        ErrorCodes.FeedbackRecordNotFound or ErrorCodes.PublishWithoutRecord or ErrorCodes.FeedbackTypeUnknown => [new(entry.Fix)],
        _ =>
        [
            new(entry.Fix),
            new("When the cause is gone, put the feedback back to work.", words.Command("dlq redrive --queue feedback --all")),
        ],
    };
}

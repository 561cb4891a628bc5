using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.EventPatterns;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>Why a subscriber hears nothing: tries every rule on a real notification and says which field does not fit.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class NotificationTree(AnswerWords words)
{
    private static readonly EmailStatus[] Told =
        [EmailStatus.Delivered, EmailStatus.Opened, EmailStatus.SoftBounced, EmailStatus.Bounced, EmailStatus.Complained, EmailStatus.Failed];

    /// <summary>The answer.</summary>
    public DiagnosisAnswer Explain(NotificationFacts facts) => new(
        facts.Record is { } record ? $"notifications of {record.EmailId}" : "notifications", Findings(facts), facts.Looked);

    /// <summary>The rules' own faults, worst first; those that work are left out.</summary>
    public IEnumerable<Finding> Problems(NotificationFacts facts) => Rules(facts).Where(finding => finding.Severity > FindingSeverity.Notice);

    private IEnumerable<Finding> Findings(NotificationFacts facts)
    {
        var findings = new List<Finding>();
        if (facts.Record is { Status: EmailStatus.Sending or EmailStatus.Sent } waiting)
        {
            findings.Add(Of("notification.early", "NOTHING_TO_TELL", "There is nothing to tell yet", FindingSeverity.Notice,
                $"The mail {waiting.EmailId} is {waiting.Status.ToWireName()}. Notifications are published when a mail is delivered, opened, bounced, complained about or failed, not when it is sent.") with
            {
                Steps = [new("See where the mail stands.", words.Why(waiting.EmailId))],
            });
        }
        if (facts.Failures.Count > 0)
        {
            var entry = ErrorCatalogue.Find(facts.Failures[0].ErrorCode) ?? ErrorCatalogue.Find(ErrorCodes.PublishRefused)!;
            findings.Add(new ErrorTree(words).Explain(new ErrorFacts(entry, facts.Failures[0].Message)) with
            {
                Facts = [new("failures in the log", AnswerWords.Number(facts.Failures.Count)), new("last", AnswerWords.Time(facts.Failures[0].Time))],
            });
        }
        findings.AddRange(Rules(facts));
        if (facts.Rules is { Count: 0 })
        {
            findings.Add(Of("notification.no_rule", "NO_RULE", "Nobody subscribes to notifications", FindingSeverity.Problem,
                $"There is no rule on {facts.Names.EventBus} but the engine's own, so notifications go nowhere.") with
            {
                Steps = [new("Make a rule with the pattern below, and give it a target.", PutRule(facts)), new("Let the target be written to by EventBridge: a queue's policy or a function's permission.")],
                Excerpt = Pattern(facts),
            });
        }
        return findings.OrderByDescending(finding => finding.Severity).DefaultIfEmpty(Of("notification.unread", "RULES", "The rules could not be read",
            FindingSeverity.Warning, "Nothing can be said of the rules on the bus; see below what was tried."));
    }

    private IEnumerable<Finding> Rules(NotificationFacts facts)
    {
        var record = facts.Record ?? Sample(facts.Now);
        foreach (var rule in facts.Rules ?? [])
        {
            if (rule.Pattern.Length > 0) yield return Rule(facts, rule, record);
        }
    }

    private Finding Rule(NotificationFacts facts, RuleReading rule, TrackingRecord record)
    {
        var start = Of("notification.rule", "RULE", $"Rule '{rule.Name}'", FindingSeverity.Problem, "") with { Facts = [new("pattern", rule.Pattern), .. Targets(rule)] };
        if (!EventPattern.TryParse(rule.Pattern, out _, out var error))
        {
            return start with { Code = "RULE_BROKEN", Title = $"Rule '{rule.Name}' has a pattern that is none", WhatHappened = $"{error}.", Steps = [new("Correct the pattern.", PutRule(facts, rule.Name))], Excerpt = Pattern(facts) };
        }
        // Which of the mail's possible notifications the rule takes: a rule that waits for bounces only is not wrong.
        var own = PatternTrial.Notification(record, record.Status, facts.Names);
        var taken = Told.Where(status => PatternTrial.Fits(rule.Pattern, PatternTrial.Notification(With(record, status), status, facts.Names))).ToArray();
        if (taken.Length == 0) return Unfitting(facts, rule, record, start);
        if (!rule.IsEnabled)
        {
            return start with
            {
                Code = "RULE_DISABLED",
                Title = $"Rule '{rule.Name}' is switched off",
                WhatHappened = "Its pattern fits, but the rule is disabled, so nothing reaches its targets.",
                Steps = [new($"Switch it on: aws events enable-rule --name {rule.Name} --event-bus-name {facts.Names.EventBus}")],
            };
        }
        if (rule.Targets.Count == 0)
        {
            return start with
            {
                Code = "RULE_NO_TARGET",
                Title = $"Rule '{rule.Name}' leads nowhere",
                WhatHappened = "Its pattern fits, but the rule has no target.",
                Steps = [new($"Give it one: aws events put-targets --rule {rule.Name} --event-bus-name {facts.Names.EventBus} --targets Id=1,Arn=ARN")],
            };
        }
        if (rule.Targets.FirstOrDefault(target => facts.TargetProblems.ContainsKey(target.Arn)) is { } broken)
        {
            return start with
            {
                Code = "TARGET_UNREACHABLE",
                Title = $"A target of rule '{rule.Name}' cannot be reached",
                WhatHappened = $"The pattern fits, and events go to {broken.Arn}. {facts.TargetProblems[broken.Arn]}",
                Steps = [new("Make the target, or correct its ARN on the rule."), new("Let EventBridge write to it: a queue's policy or a function's permission must name events.amazonaws.com."),
                    .. broken.DeadLetterArn is null ? [new FixStep("Give the target a dead letter queue, so that what it does not take is kept.")] : Array.Empty<FixStep>()],
            };
        }
        if (facts.Undelivered.Count > 0)
        {
            var letter = facts.Undelivered[0];
            return start with
            {
                Code = "TARGET_UNREACHABLE",
                Title = $"Events for targets could not be delivered",
                WhatHappened = $"The pattern fits, but the bus gave up events: {words.Text(letter.ErrorMessage ?? letter.ErrorCode ?? "it does not say why")}.",
                Steps = [new("See which, and why.", words.Command("dlq list --queue requests")), new("Let EventBridge write to the target: a queue's policy or a function's permission must name events.amazonaws.com.")],
            };
        }
        var takesOwn = taken.Contains(record.Status) || facts.Record is null;
        return start with
        {
            Severity = takesOwn ? FindingSeverity.Fine : FindingSeverity.Notice,
            Code = takesOwn ? "RULE_FITS" : "RULE_FILTERS",
            Title = takesOwn ? $"Rule '{rule.Name}' fits" : $"Rule '{rule.Name}' asks for other states",
            WhatHappened = takesOwn
                ? $"{(facts.Record is null ? "A notification" : "This mail's notification")} fits the pattern and goes to the rule's targets. If the target sees nothing, its permission or its own program is to blame; notifications are best effort, so ask the record when it matters."
                : $"It takes {string.Join(", ", taken.Select(status => status.ToWireName()))}, and this mail is {record.Status.ToWireName()}."
                    + (PatternTrial.Mismatches(rule.Pattern, own) is [var first, ..] ? $" {Sentence(first)}" : ""),
            Steps = takesOwn ? [] : [new("If you want this state too, add it to detail.status in the pattern.", PutRule(facts, rule.Name))],
        };
    }

    private Finding Unfitting(NotificationFacts facts, RuleReading rule, TrackingRecord record, Finding start)
    {
        // The status that fails in the fewest fields shows what is really wrong.
        var mismatches = Told.Select(status => PatternTrial.Mismatches(rule.Pattern, PatternTrial.Notification(With(record, status), status, facts.Names)))
            .OrderBy(list => list.Count).First();
        // A rule for other events of the bus is none of our business: it does not even ask for our detail-type.
        var isOurs = mismatches.All(m => m.Field != "detail-type") || mismatches.Any(m => m.Field == "source" && m.Found is not null && m.Wanted.Contains(PatternTrial.Source, StringComparison.Ordinal));
        return start with
        {
            Severity = isOurs || facts.Rules!.Count == 1 ? FindingSeverity.Problem : FindingSeverity.Notice,
            Code = "RULE_PATTERN",
            Title = $"Rule '{rule.Name}' does not match: {string.Join(", ", mismatches.Select(m => m.Field))}",
            WhatHappened = $"{(facts.Record is null ? "A notification" : $"The notification of {record.EmailId}")} was tried on the rule's pattern. {string.Join(' ', mismatches.Select(Sentence))}",
            Facts = [.. start.Facts, .. mismatches.Select(m => new FindingFact(m.Field, $"asked for {words.Text(m.Wanted)}, is {(m.Found is { } found ? words.Text(found) : "absent")}"))],
            Excerpt = Pattern(facts),
            Steps =
            [
                new("Put the pattern right; the one above fits.", PutRule(facts, rule.Name)),
                new("Try it again on the same mail.", facts.Record is null ? words.Command("why notifications") : words.Command("why --notifications", record.EmailId)),
            ],
        };
    }

    private string Sentence(FieldMismatch mismatch)
    {
        var hint = mismatch.Field switch
        {
            "source" => " The source is the publisher's name, sesmailengine, and not your application's; that one is detail.originalSource.",
            "detail-type" => " The detail-type of notifications is 'Email Status Changed'.",
            "detail.originalSource" => " It is the source of the Email Request, letter for letter.",
            _ => "",
        };
        var found = mismatch.Found is { } value ? $"the notification has {words.Text(value)}" : "the notification has no such field";
        return $"{mismatch.Field}: the pattern asks for {words.Text(mismatch.Wanted)}, {found}.{hint}";
    }

    private static IEnumerable<FindingFact> Targets(RuleReading rule) => rule.Targets.Select(target =>
        new FindingFact("target", target.Arn + (target.DeadLetterArn is null ? " (no dead letter queue: what it does not take is lost)" : "")));

    private static string Pattern(NotificationFacts facts) => facts.Record is { Source.Length: > 0 } record
        ? $$$"""{"source":["sesmailengine"],"detail-type":["Email Status Changed"],"detail":{"originalSource":[{{{System.Text.Json.Nodes.JsonValue.Create(record.Source)!.ToJsonString()}}}]}}"""
        : """{"source":["sesmailengine"],"detail-type":["Email Status Changed"]}""";

    private static string PutRule(NotificationFacts facts, string name = "my-app-notifications") =>
        $"aws events put-rule --name {name} --event-bus-name {facts.Names.EventBus} --event-pattern '{Pattern(facts).Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private Finding Of(string id, string code, string title, FindingSeverity severity, string what) => new()
    {
        Id = id,
        Code = code,
        Title = title,
        Severity = severity,
        WhatHappened = what,
        Verify = words.Command("why notifications"),
        Document = AnswerDocuments.Notifications,
    };

    // A field some states lack (bounceType) is no mismatch of the rule, so each state is tried with what it would have.
    private static TrackingRecord With(TrackingRecord record, EmailStatus status) => record with
    {
        Status = status,
        BounceType = record.BounceType ?? (status == EmailStatus.Bounced ? "Permanent" : "Transient"),
        BounceSubType = record.BounceSubType ?? "General",
        ComplaintFeedbackType = record.ComplaintFeedbackType ?? "abuse",
        ErrorType = record.ErrorType ?? ErrorTypes.ValidationError,
        SesMessageId = record.SesMessageId ?? "0100000000000000-00000000",
    };

    private static TrackingRecord Sample(DateTimeOffset now) => new()
    {
        EmailId = "email-example",
        OriginalEmailId = "email-example",
        ToEmail = "success@simulator.amazonses.com",
        Status = EmailStatus.Delivered,
        Timestamp = now,
        TemplateName = "welcome",
        Source = "my.application",
        Subject = "Welcome",
    };
}

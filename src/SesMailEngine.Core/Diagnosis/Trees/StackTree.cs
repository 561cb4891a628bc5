using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Core.Templates.Checks;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>The whole stack, part by part.</summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class StackTree(AnswerWords words)
{
    private const int ShownErrors = 5;

    private static readonly TimeSpan WaitsLong = TimeSpan.FromMinutes(15);

    /// <summary>The check-up.</summary>
    public CheckUp Check(StackFacts stack) => new(stack.Names.Stack,
    [
        Stack(stack), Sender(stack), Quota(stack), Guard(stack), Queues(stack), DeadLetters(stack), Templates(stack), Alarms(stack), Rules(stack), Seeder(stack), Logs(stack),
    ]);

    private CheckUpItem Stack(StackFacts stack)
    {
        if (Unread(stack, "stack") is { } unread) return unread;
        if (stack.StackStatus is not { } status)
        {
            return Of("stack", [Finding("stack.missing", "STACK", $"There is no stack '{stack.Names.Stack}'", FindingSeverity.Problem,
                "No stack of this name answers here: the name, the account or the region is another one, or it was never deployed.",
                AnswerDocuments.Installation, new("Name the stack with --stack, the region with --region."), new("Deploy it.", words.Installer("install")))], "not there");
        }
        var bad = status.Contains("FAILED", StringComparison.Ordinal) || status.Contains("ROLLBACK", StringComparison.Ordinal);
        if (!bad) return Of("stack", [], $"{status}, {stack.FunctionCount} functions");
        var entry = ErrorCatalogue.Find(status == "DELETE_FAILED" ? "INST005" : "INST004")!;
        var finding = new ErrorTree(words).Explain(new ErrorFacts(entry, null)) with { Title = $"The stack is in {status}", Facts = stack.FailedResources };
        return Of("stack", [finding], status);
    }

    private CheckUpItem Sender(StackFacts stack)
    {
        if (stack.Sender is not { } sender) return Unread(stack, "sender") ?? NotRead("sender");
        var findings = new SenderTree(words).Problems(sender).ToList();
        if (!sender.IsProduction)
        {
            findings.Add(Finding("sender.sandbox", "SANDBOX", "The account is in SES's sandbox", FindingSeverity.Warning,
                "Mail goes to verified addresses and the simulator only; every other recipient fails with SES001.", AnswerDocuments.Sender,
                new FixStep("Ask AWS for production access (SES console, Account dashboard).")));
        }
        if (sender.Enforcement == "PROBATION")
        {
            findings.Add(Finding("sender.probation", "PROBATION", "AWS reviews the account", FindingSeverity.Critical,
                "Too many bounces or complaints: AWS pauses the account if that does not change.", AnswerDocuments.Sender,
                new FixStep("Read AWS's mail or the case on SES's reputation page, and answer it."), new FixStep("Stop the sends that bounce or draw complaints.")));
        }
        return Of("sender", findings, sender.Address is null ? "no default sender" : $"{words.Address(sender.Address)}, verified by {sender.VerifiedBy ?? "nothing"}");
    }

    private CheckUpItem Quota(StackFacts stack)
    {
        if (stack.Quota is not { } quota) return Unread(stack, "quota") ?? NotRead("quota");
        var summary = string.Join(", ", ThrottleTree.Facts(quota).Select(fact => fact.Name == "rate" ? fact.Value : $"{fact.Value} in 24 hours"));
        return Of("quota", new ThrottleTree(words).Quota(quota) is { } finding ? [finding] : [], summary);
    }

    private CheckUpItem Guard(StackFacts stack)
    {
        if (stack.Guard is not { } guard) return Unread(stack, "guard") ?? NotRead("guard");
        var summary = $"{(guard.IsClosed ? "closed" : "open")}: {AnswerWords.Number(guard.Rate)} % of {AnswerWords.Number(guard.Today.Sent)} mails bounced today, limit {AnswerWords.Number(guard.Threshold)} %";
        return Of("guard", new GuardTree(words).Closed(guard, stack.Now) is { } finding ? [finding] : [], summary);
    }

    private CheckUpItem Queues(StackFacts stack)
    {
        if (stack.Queues is not { } queues) return Unread(stack, "queues") ?? NotRead("queues");
        var work = queues.Where(queue => !queue.HoldsDeadLetters).ToArray();
        var findings = work.Where(queue => queue.OldestAge > WaitsLong && queue.Name == stack.Names.EmailQueue).Select(queue =>
            new AlarmTree(words).Explain(ErrorCatalogue.Find("ALM008")!, null) with
            {
                Title = $"Requests have waited for {AnswerWords.Duration(queue.OldestAge!.Value)}",
                Facts = [new(queue.Name, $"{AnswerWords.Number(queue.Waiting)} waiting, {AnswerWords.Number(queue.InFlight)} in work")],
            }).ToList();
        if (work.All(queue => queue.Name != stack.Names.EmailQueue))
        {
            findings.Add(Finding("queue.missing", "QUEUE", $"The queue {stack.Names.EmailQueue} is not there", FindingSeverity.Problem,
                "Requests have nowhere to go.", AnswerDocuments.Installation, new FixStep("Update the stack so that it is made again.", words.Installer("upgrade"))));
        }
        return Of("queues", findings, string.Join(", ", work.Select(queue => $"{Short(stack, queue.Name)} {AnswerWords.Number(queue.Total())}{(queue.OldestAge is { } age && queue.Waiting > 0 ? $" (oldest {AnswerWords.Duration(age)})" : "")}")));
    }

    private CheckUpItem DeadLetters(StackFacts stack)
    {
        if (stack.Queues is not { } queues) return Unread(stack, "queues") is { } unread ? unread with { Name = "dead letters" } : NotRead("dead letters");
        var dead = queues.Where(queue => queue.HoldsDeadLetters).ToArray();
        var findings = dead.Where(queue => queue.Total() > 0)
            .Select(queue => (Queue: queue, Entry: AlarmTree.EntryOf($"{queue.Name}-Depth")))
            .Where(pair => pair.Entry is not null)
            .Select(pair => new AlarmTree(words).Explain(pair.Entry!, null) with
            {
                Title = $"{AnswerWords.Number(pair.Queue.Total())} dead letter{(pair.Queue.Total() == 1 ? "" : "s")} in {pair.Queue.Name}",
                Id = "dead_letters",
            }).ToArray();
        return Of("dead letters", findings, findings.Length == 0 ? "none" : string.Join(", ", dead.Where(q => q.Total() > 0).Select(q => $"{Short(stack, q.Name)} {AnswerWords.Number(q.Total())}")));
    }

    private CheckUpItem Templates(StackFacts stack)
    {
        if (stack.Templates is not { } templates) return Unread(stack, "templates") ?? NotRead("templates");
        var findings = templates.SelectMany(new TemplateTree(words).Errors).ToList();
        if (templates.Count == 0)
        {
            findings.Add(Finding("template.none", "TMPL001", "There are no templates", FindingSeverity.Problem,
                "Every request names a template, so every request fails.", AnswerDocuments.Templates, new FixStep("Install the starter templates.", words.Command("seed"))));
        }
        var warnings = templates.Sum(template => template.Report.Count(CheckSeverity.Warning));
        var broken = templates.Count(template => template.Report.HasErrors);
        return Of("templates", findings, $"{templates.Count} checked, {broken} broken{(warnings > 0 ? $", {warnings} warnings" : "")}");
    }

    private CheckUpItem Alarms(StackFacts stack)
    {
        if (stack.Alarms is not { } alarms) return Unread(stack, "alarms") ?? NotRead("alarms");
        var firing = alarms.Where(alarm => alarm.Condition == AlarmCondition.Alarm).ToArray();
        var findings = firing.Select(alarm => new AlarmTree(words).Explain(alarm)).OfType<Finding>().ToList();
        if (alarms.Count == 0)
        {
            findings.Add(Finding("alarm.none", "ALARMS", "There are no alarms", FindingSeverity.Warning,
                "Nobody is told when something fails.", AnswerDocuments.Alarms, new FixStep("Update the stack so that they are made again.", words.Installer("upgrade"))));
        }
        return Of("alarms", findings, $"{alarms.Count}, {(firing.Length == 0 ? "none firing" : $"firing: {string.Join(", ", firing.Select(alarm => Short(stack, alarm.Name)))}")}");
    }

    private CheckUpItem Rules(StackFacts stack)
    {
        if (stack.Rules is not { } rules) return Unread(stack, "rules") ?? NotRead("rules");
        var own = rules.FirstOrDefault(rule => rule.Name == stack.Names.EventRule);
        var others = rules.Where(rule => rule != own).ToArray();
        var findings = new List<Finding>();
        if (own is not { IsEnabled: true, Targets.Count: > 0 })
        {
            findings.Add(Finding("rule.missing", "RULE", $"The rule {stack.Names.EventRule} is missing, switched off or without a target", FindingSeverity.Problem,
                "Requests reach the bus and go no further: they are lost without a record.", AnswerDocuments.Installation,
                new FixStep("Update the stack so that the rule is as it should be.", words.Installer("upgrade"))));
        }
        findings.AddRange(new NotificationTree(words).Problems(new NotificationFacts { Names = stack.Names, Now = stack.Now, Rules = others })
            .Select(finding => finding with { Severity = FindingSeverity.Warning }));
        return Of("rules", findings, others.Length == 0 ? "nobody subscribes to notifications" : $"{others.Length} of yours: {string.Join(", ", others.Select(rule => rule.Name))}");
    }

    private CheckUpItem Seeder(StackFacts stack)
    {
        if (stack.Seeder is not { } seeder) return Unread(stack, "seeder") ?? NotRead("seeder");
        return Of("seeder", new SeederTree(words).Problem(seeder) is { } finding ? [finding] : [], seeder.Exists ? $"{seeder.Installed.Count} of {seeder.Installed.Count + seeder.Missing.Count} starter templates installed" : "not there");
    }

    private CheckUpItem Logs(StackFacts stack)
    {
        if (stack.Errors is not { } errors) return Unread(stack, "logs") ?? NotRead("logs");
        if (errors.Count == 0) return Of("logs", [], "no errors in the last hour");
        var groups = errors.GroupBy(line => line.ErrorCode ?? line.Message).OrderByDescending(group => group.Count()).ToArray();
        var findings = groups.Take(ShownErrors).Select(group =>
        {
            var entry = ErrorCatalogue.Find(group.First().ErrorCode) ?? ErrorCatalogue.Match(group.First().Message);
            return Finding("log.errors", entry?.Code ?? "ERROR", $"{group.Count()} times in {group.First().Function}: {words.Text(group.First().Message)}", FindingSeverity.Warning,
                entry?.Cause ?? "An error the catalogue does not know.", entry is null ? AnswerDocuments.Start : AnswerDocuments.Of(entry),
                entry is null ? new FixStep("Read the line and those around it in the function's log.") : new FixStep(entry.Fix, words.Why(entry.Code)));
        }).ToArray();
        return Of("logs", findings, $"{errors.Count} error lines in the last hour: {string.Join(", ", groups.Take(ShownErrors).Select(group => $"{group.First().ErrorCode ?? "other"} {group.Count()}"))}");
    }

    private Finding Finding(string id, string code, string title, FindingSeverity severity, string what, string document, params FixStep[] steps) => new()
    {
        Id = id,
        Code = code,
        Title = title,
        Severity = severity,
        WhatHappened = what,
        Steps = steps,
        Verify = words.Doctor,
        Document = document,
    };

    private static CheckUpItem Of(string name, IReadOnlyList<Finding> findings, string summary)
    {
        var worst = findings.Count == 0 ? FindingSeverity.Fine : findings.Max(finding => finding.Severity);
        var state = worst switch
        {
            FindingSeverity.Fine or FindingSeverity.Notice => CheckState.Ok,
            FindingSeverity.Warning => CheckState.Warn,
            _ => CheckState.Fail,
        };
        return new(name, state, summary, [.. findings.OrderByDescending(finding => finding.Severity)]);
    }

    // What cannot be read may be well or not: nobody should take it for well.
    private static CheckUpItem? Unread(StackFacts stack, string part) =>
        stack.Unread.FirstOrDefault(look => look.At == part) is { } look ? new(part, CheckState.Warn, $"could not be read: {look.Result}", []) : null;

    private static CheckUpItem NotRead(string part) => new(part, CheckState.Warn, "was not read", []);

    private static string Short(StackFacts stack, string name) =>
        name.StartsWith(stack.Names.Stack + "-", StringComparison.Ordinal) ? name[(stack.Names.Stack.Length + 1)..] : name;
}

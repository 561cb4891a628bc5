using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Core.Templates;
using SesMailEngine.Core.Templates.Checks;

namespace SesMailEngine.Core.Diagnosis.Gathering;

/// <summary>
/// Gathers the facts of each question, as few as it needs and all at once. On a mail or a recipient it reads by keys alone, so
/// the cost does not grow with the number of records.
/// </summary>
/// <param name="ports">Where the facts are.</param>
internal sealed class FactGatherer(DiagnosisPorts ports)
{
    /// <summary>Mails of a recipient that are looked at.</summary>
    public const int LatestMails = 20;

    private const int LogLinesShown = 100;

    /// <summary>The facts on a mail, by its id or SES's message id.</summary>
    public async Task<MailFacts> MailAsync(string id, CancellationToken cancellationToken)
    {
        var looking = new Looking();
        var record = await looking.TryAsync("tracking record", () => ports.Tracking.GetAsync(id, cancellationToken), Found).ConfigureAwait(false);
        var byMessage = record is null;
        if (byMessage) record = await looking.TryAsync("SES message ids", () => ports.Tracking.FindBySesMessageIdAsync(id, cancellationToken), Found).ConfigureAwait(false);
        return record is null
            ? await WithoutRecordAsync(id, looking, cancellationToken).ConfigureAwait(false)
            : await WithRecordAsync(id, record, byMessage, looking, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The facts on a recipient.</summary>
    public async Task<AddressFacts> AddressAsync(string address, CancellationToken cancellationToken)
    {
        var looking = new Looking();
        var key = EmailAddress.TryParse(address, out var parsed) ? parsed!.ComparisonKey : address.ToLowerInvariant();
        var suppression = Suppression(looking, key, cancellationToken);
        var mails = looking.TryAsync("mails to the address", () => ports.Tracking.ListByRecipientAsync(key, LatestMails, cancellationToken), list => $"{list.Count}");
        var settings = Settings(looking, cancellationToken);
        await Task.WhenAll(suppression, mails, settings).ConfigureAwait(false);
        var latest = await mails.ConfigureAwait(false) is [var newest, ..] ? newest : null;
        var mail = latest is null || await suppression.ConfigureAwait(false) is not null
            ? null
            : await WithRecordAsync(latest.EmailId, latest, false, new Looking(), cancellationToken).ConfigureAwait(false);
        return new AddressFacts
        {
            Address = key,
            Now = ports.Time.GetUtcNow(),
            Suppression = await suppression.ConfigureAwait(false),
            Mails = await mails.ConfigureAwait(false) ?? [],
            Latest = mail,
            SoftBounceThreshold = (await settings.ConfigureAwait(false)).SoftBounceThreshold,
            Looked = [.. looking.All.Concat(mail?.Looked ?? []).Distinct()],
        };
    }

    /// <summary>The facts on an error that is not one mail's: the state of what it is about.</summary>
    public async Task<ErrorFacts> ErrorAsync(ErrorFacts error, string? templateName, Looking looking, CancellationToken cancellationToken)
    {
        var guard = error.Entry.Category == "Bounce rate" ? Guard(looking, cancellationToken) : Task.FromResult<GuardFacts?>(null);
        var isSes = error.Entry.Category is "SES" or "Sender";
        var quota = isSes ? Quota(looking, cancellationToken) : Task.FromResult<SendQuota?>(null);
        var queues = isSes ? Queues(looking, cancellationToken) : Task.FromResult<IReadOnlyList<QueueReading>?>(null);
        var sender = isSes ? Sender(looking, null, cancellationToken) : Task.FromResult<SenderFacts?>(null);
        var template = error.Entry.Category == "Templates" && templateName is not null
            ? Template(looking, templateName, cancellationToken) : Task.FromResult<TemplateFacts?>(null);
        await Task.WhenAll(guard, quota, queues, sender, template).ConfigureAwait(false);
        return error with
        {
            Guard = await guard.ConfigureAwait(false),
            Quota = await quota.ConfigureAwait(false),
            Queues = await queues.ConfigureAwait(false) ?? [],
            Sender = await sender.ConfigureAwait(false),
            Template = await template.ConfigureAwait(false),
        };
    }

    /// <summary>A template as it is now; null when the bucket does not answer.</summary>
    public Task<TemplateFacts?> Template(Looking looking, string name, CancellationToken cancellationToken) =>
        looking.TryAsync<TemplateFacts?>("template", async () => await CheckAsync(name, true, cancellationToken).ConfigureAwait(false), facts => $"{facts!.Report.Count(CheckSeverity.Error)} errors");

    /// <summary>The names of all templates.</summary>
    public Task<IReadOnlyList<string>?> TemplateNames(Looking looking, CancellationToken cancellationToken) =>
        looking.TryAsync<IReadOnlyList<string>?>("templates", async () => await ports.Templates.ListTemplatesAsync(cancellationToken).ConfigureAwait(false), list => $"{list!.Count}");

    /// <summary>The rules, and what is known against them.</summary>
    public async Task<NotificationFacts> NotificationsAsync(string? emailId, CancellationToken cancellationToken)
    {
        var looking = new Looking();
        var record = emailId is null
            ? Task.FromResult<TrackingRecord?>(null)
            : looking.TryAsync("tracking record", () => ports.Tracking.GetAsync(emailId, cancellationToken), Found);
        var rules = Rules(looking, cancellationToken);
        var failures = looking.TryAsync("log of the feedback processor",
            () => LinesAsync("FeedbackProcessor", "Failed to publish status", TimeSpan.FromHours(24), cancellationToken), lines => $"{lines.Count} notifications the bus did not take in 24 hours");
        var counts = await looking.TryAsync("dead letters", () => ports.DeadLetters.CountAsync(cancellationToken), list => $"{list.Sum(count => count.Count)}").ConfigureAwait(false);
        var letters = counts?.Any(count => count is { Queue: DeadLetterQueue.Requests, Count: > 0 }) == true
            ? await looking.TryAsync("dead letters of the bus", () => ports.DeadLetters.ListAsync(DeadLetterQueue.Requests, DeadLetterFilter.All, 100, cancellationToken), list => $"{list.Count}").ConfigureAwait(false)
            : [];
        await Task.WhenAll(record, rules, failures).ConfigureAwait(false);
        return new NotificationFacts
        {
            Names = ports.Names,
            Now = ports.Time.GetUtcNow(),
            Record = await record.ConfigureAwait(false),
            Rules = (await rules.ConfigureAwait(false))?.Where(rule => rule.Name != ports.Names.EventRule).ToArray(),
            Failures = await failures.ConfigureAwait(false) ?? [],
            // Notifications a target did not take carry the engine's source; requests carry their producer's.
            Undelivered = [.. (letters ?? []).Where(letter => letter.Source == "sesmailengine")],
            Looked = looking.All,
        };
    }

    /// <summary>The facts on the seeder.</summary>
    public async Task<SeederFacts?> SeederAsync(Looking looking, CancellationToken cancellationToken)
    {
        var stack = looking.TryAsync("stack", () => ports.Stack.GetAsync(cancellationToken), found => found?.Status ?? "none of this name");
        var functions = looking.TryAsync<IReadOnlyList<FunctionReading>>("functions", async () => await ports.Stack.ListFunctionsAsync(cancellationToken).ConfigureAwait(false), list => string.Join(", ", list.Select(f => f.Name)));
        var names = TemplateNames(looking, cancellationToken);
        var errors = looking.TryAsync("log of the seeder", () => LinesAsync("TemplateSeeder", "ERROR", TimeSpan.FromHours(24), cancellationToken), lines => $"{lines.Count} errors in 24 hours");
        await Task.WhenAll(stack, functions, names, errors).ConfigureAwait(false);
        if (await functions.ConfigureAwait(false) is not { } known || await names.ConfigureAwait(false) is not { } templates) return null;
        var starters = (await new StarterTemplates().ListTemplatesAsync(cancellationToken).ConfigureAwait(false)).Where(name => !name.StartsWith('_')).ToArray();
        return new SeederFacts(
            known.Any(function => function.Name == ports.Names.TemplateSeeder), (await stack.ConfigureAwait(false))?.Status,
            await errors.ConfigureAwait(false) is [var error, ..] ? error.Message : null,
            [.. starters.Where(templates.Contains)], [.. starters.Where(name => !templates.Contains(name))]);
    }

    /// <summary>The facts on the whole stack.</summary>
    public async Task<StackFacts> StackAsync(CancellationToken cancellationToken)
    {
        var looking = new Looking();
        var stack = await looking.TryAsync("stack", () => ports.Stack.GetAsync(cancellationToken), found => found?.Status ?? "none").ConfigureAwait(false);
        var settings = new StackSettings(stack);
        var functions = looking.TryAsync("functions", () => ports.Stack.ListFunctionsAsync(cancellationToken), list => $"{list.Count}");
        var failed = stack?.Status.Contains("FAILED", StringComparison.Ordinal) == true || stack?.Status.Contains("ROLLBACK", StringComparison.Ordinal) == true
            ? looking.TryAsync("stack events", () => ports.Stack.ListEventsAsync(100, cancellationToken), list => $"{list.Count}")
            : Task.FromResult<IReadOnlyList<ResourceEvent>?>(null);
        var queues = Queues(looking, cancellationToken);
        var guard = Guard(looking, cancellationToken, settings);
        var quota = Quota(looking, cancellationToken);
        var sender = Sender(looking, settings.DefaultSenderEmail, cancellationToken);
        var templates = looking.TryAsync("templates", () => AllTemplatesAsync(cancellationToken), list => $"{list.Count}");
        var alarms = looking.TryAsync("alarms", () => ports.Alarms.ListAsync(cancellationToken), list => $"{list.Count}");
        var rules = Rules(looking, cancellationToken);
        var seeder = SeederAsync(new Looking(), cancellationToken);
        var errors = looking.TryAsync("logs", () => ErrorsAsync(cancellationToken), list => $"{list.Count}");
        await Task.WhenAll(functions, failed, queues, guard, quota, sender, templates, alarms, rules, seeder, errors).ConfigureAwait(false);
        return new StackFacts
        {
            Names = ports.Names,
            Now = ports.Time.GetUtcNow(),
            StackStatus = stack?.Status,
            FailedResources = [.. (await failed.ConfigureAwait(false) ?? []).Where(e => e.Status.EndsWith("FAILED", StringComparison.Ordinal)).Reverse().Take(3)
                .Select(e => new FindingFact(e.Resource, $"{e.Status}: {e.Reason}"))],
            FunctionCount = (await functions.ConfigureAwait(false))?.Count ?? 0,
            Queues = await queues.ConfigureAwait(false),
            Guard = await guard.ConfigureAwait(false),
            Quota = await quota.ConfigureAwait(false),
            Sender = await sender.ConfigureAwait(false),
            Templates = await templates.ConfigureAwait(false),
            Alarms = await alarms.ConfigureAwait(false),
            Rules = await rules.ConfigureAwait(false),
            Seeder = await seeder.ConfigureAwait(false),
            Errors = await errors.ConfigureAwait(false),
            Unread = looking.Unread,
        };
    }

    /// <summary>The guard's numbers of today.</summary>
    public async Task<GuardFacts?> Guard(Looking looking, CancellationToken cancellationToken, StackSettings? settings = null)
    {
        settings ??= await Settings(looking, cancellationToken).ConfigureAwait(false);
        var today = WireTime.Day(ports.Time.GetUtcNow());
        return await looking.TryAsync<GuardFacts?>("guard", async () =>
        {
            var counts = await ports.Tracking.GetDailyCountsAsync(today, cancellationToken).ConfigureAwait(false);
            return new GuardFacts(counts, settings.BounceRateThreshold, settings.BounceRateMinimumSample, settings.BounceRateAction);
        }, facts => facts!.IsClosed ? "closed" : "open").ConfigureAwait(false);
    }

    /// <summary>The queues.</summary>
    public Task<IReadOnlyList<QueueReading>?> Queues(Looking looking, CancellationToken cancellationToken) => looking.TryAsync<IReadOnlyList<QueueReading>?>(
        "queues", async () => await ports.Queues.ListAsync(cancellationToken).ConfigureAwait(false),
        list => $"{list!.Where(q => !q.HoldsDeadLetters).Sum(q => q.Total())} waiting, {list!.Where(q => q.HoldsDeadLetters).Sum(q => q.Total())} dead letters");

    /// <summary>The limits.</summary>
    public Task<SendQuota?> Quota(Looking looking, CancellationToken cancellationToken) => looking.TryAsync<SendQuota?>(
        "quota", async () => await ports.Quota.GetAsync(cancellationToken).ConfigureAwait(false), quota => string.Join(", ", Trees.ThrottleTree.Facts(quota!).Select(fact => fact.Value)));

    private async Task<MailFacts> WithRecordAsync(string asked, TrackingRecord record, bool byMessage, Looking looking, CancellationToken cancellationToken)
    {
        var failedBy = record.Status == EmailStatus.Failed ? record.ErrorType : null;
        var isSoft = record.Status == EmailStatus.SoftBounced || record.RetryAttempt > 0;
        var isSes = failedBy is ErrorTypes.SesRejected or ErrorTypes.Throttled or ErrorTypes.Unavailable || record.ErrorCode == "SNDR001";
        var attempts = isSoft
            ? looking.TryAsync<IReadOnlyList<TrackingRecord>>("other attempts", async () => await ports.Mails.ListAttemptsAsync(record.OriginalEmailId, cancellationToken).ConfigureAwait(false), list => $"{list.Count - 1}")
            : Task.FromResult<IReadOnlyList<TrackingRecord>?>(null);
        var suppression = record.ToEmail.Length > 0 ? Suppression(looking, record.ToEmail, cancellationToken) : Task.FromResult<SuppressionEntry?>(null);
        var template = failedBy is ErrorTypes.TemplateNotFound or ErrorTypes.TemplateRenderError && record.TemplateName.Length > 0
            ? Template(looking, record.TemplateName, cancellationToken) : Task.FromResult<TemplateFacts?>(null);
        var guard = failedBy == ErrorTypes.BounceRateExceeded || record.Status == EmailStatus.Sending
            ? Guard(looking, cancellationToken) : Task.FromResult<GuardFacts?>(null);
        var quota = isSes || record.Status == EmailStatus.Sending ? Quota(looking, cancellationToken) : Task.FromResult<SendQuota?>(null);
        var sender = isSes ? Sender(looking, record.SenderEmail, cancellationToken) : Task.FromResult<SenderFacts?>(null);
        var queues = isSes || record.Status == EmailStatus.Sending ? Queues(looking, cancellationToken) : Task.FromResult<IReadOnlyList<QueueReading>?>(null);
        await Task.WhenAll(attempts, suppression, template, guard, quota, sender, queues).ConfigureAwait(false);
        return new MailFacts
        {
            EmailId = asked,
            Now = ports.Time.GetUtcNow(),
            Record = record,
            AskedBySesMessageId = byMessage,
            Attempts = await attempts.ConfigureAwait(false) ?? [record],
            Suppression = await suppression.ConfigureAwait(false),
            SuppressionWasRead = record.ToEmail.Length > 0 && looking.Unread.All(look => look.At != "suppression list"),
            Template = await template.ConfigureAwait(false),
            Guard = await guard.ConfigureAwait(false),
            Quota = await quota.ConfigureAwait(false),
            Sender = await sender.ConfigureAwait(false),
            Queues = await queues.ConfigureAwait(false) ?? [],
            Looked = looking.All,
        };
    }

    private async Task<MailFacts> WithoutRecordAsync(string id, Looking looking, CancellationToken cancellationToken)
    {
        var queues = Queues(looking, cancellationToken);
        var quota = Quota(looking, cancellationToken);
        var guard = Guard(looking, cancellationToken);
        var log = looking.TryAsync("log of the sender", () => LinesAsync("EmailSender", id, TimeSpan.FromHours(1), cancellationToken), lines => $"{lines.Count} lines name the id in the last hour");
        await Task.WhenAll(queues, quota, guard, log).ConfigureAwait(false);
        var known = await queues.ConfigureAwait(false) ?? [];
        DeadLetter? letter = null;
        foreach (var queue in DeadLetterQueues.All.Where(queue => known.Any(q => q.Name == queue.NameIn(ports.Names) && q.Total() > 0)))
        {
            var letters = await looking.TryAsync($"dead letters of {queue.ToWord()}",
                () => ports.DeadLetters.ListAsync(queue, new DeadLetterFilter([id], []), 1, cancellationToken), list => list.Count == 0 ? "not there" : "there").ConfigureAwait(false);
            if (letters is [var first, ..]) letter ??= first;
        }
        return new MailFacts
        {
            EmailId = id,
            Now = ports.Time.GetUtcNow(),
            DeadLetter = letter,
            Queues = known,
            Quota = await quota.ConfigureAwait(false),
            Guard = await guard.ConfigureAwait(false),
            Log = await log.ConfigureAwait(false) ?? [],
            Looked = looking.All,
        };
    }

    private Task<SuppressionEntry?> Suppression(Looking looking, string key, CancellationToken cancellationToken) => looking.TryAsync(
        "suppression list", () => ports.Suppression.GetAsync(key, cancellationToken), entry => entry is null ? "not on it" : $"on it: {entry.Reason}");

    private async Task<StackSettings> Settings(Looking looking, CancellationToken cancellationToken) =>
        new(await looking.TryAsync("settings", () => ports.Stack.GetAsync(cancellationToken), found => found is null ? "no stack of this name; defaults" : "of the stack").ConfigureAwait(false));

    private Task<IReadOnlyList<RuleReading>?> Rules(Looking looking, CancellationToken cancellationToken) => looking.TryAsync<IReadOnlyList<RuleReading>?>(
        "rules", async () => await ports.Rules.ListAsync(cancellationToken).ConfigureAwait(false), list => $"{list!.Count}");

    private async Task<SenderFacts?> Sender(Looking looking, string? address, CancellationToken cancellationToken)
    {
        address ??= (await Settings(new Looking(), cancellationToken).ConfigureAwait(false)).DefaultSenderEmail;
        return await looking.TryAsync<SenderFacts?>("sender", async () =>
        {
            var standing = await ports.Sender.GetAsync(cancellationToken).ConfigureAwait(false);
            string? verified = null;
            foreach (var identity in address is null ? [] : Identities(address))
            {
                if (await ports.Sender.FindAsync(identity, cancellationToken).ConfigureAwait(false) is not { IsVerified: true }) continue;
                verified = identity;
                break;
            }
            return new SenderFacts(address, verified, !standing.InSandbox, standing.SendingEnabled, standing.EnforcementStatus ?? "");
        }, facts => facts!.VerifiedBy is null ? "not verified" : "verified").ConfigureAwait(false);
    }

    // An address may send when it, its domain or a domain above is verified.
    private static IEnumerable<string> Identities(string address)
    {
        yield return address;
        var domain = address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
        for (; domain.Contains('.', StringComparison.Ordinal); domain = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..]) yield return domain;
    }

    private async Task<IReadOnlyList<TemplateFacts>> AllTemplatesAsync(CancellationToken cancellationToken)
    {
        var names = await ports.Templates.ListTemplatesAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<TemplateFacts>();
        // Folders that begin with an underline hold what others include: no mail is sent with them.
        foreach (var name in names.Where(name => !name.StartsWith('_'))) found.Add(await CheckAsync(name, false, cancellationToken).ConfigureAwait(false));
        return found;
    }

    private async Task<TemplateFacts> CheckAsync(string name, bool withOthers, CancellationToken cancellationToken)
    {
        var report = await new TemplateChecker(ports.Templates, ports.Time).CheckAsync(name, default, cancellationToken).ConfigureAwait(false);
        var json = await ports.Templates.ReadAsync($"{name}/{TemplatePath.Metadata}", TemplatePath.MaxFileBytes, cancellationToken).ConfigureAwait(false);
        var metadata = json is null || json.Length > TemplatePath.MaxFileBytes ? null : TemplateMetadataParser.Parse(json.Content, out _);
        var others = withOthers && report.Findings.Any(finding => finding.ErrorCode == Errors.ErrorCodes.TemplateNotFound)
            ? await ports.Templates.ListTemplatesAsync(cancellationToken).ConfigureAwait(false) : [];
        return new(name, report, metadata, others);
    }

    private async Task<IReadOnlyList<LogFacts>> LinesAsync(string function, string text, TimeSpan back, CancellationToken cancellationToken)
    {
        var filter = new LogFilter { Function = function, Text = text, From = ports.Time.GetUtcNow() - back };
        var page = await ports.Logs.FindAsync(filter, null, LogLinesShown, cancellationToken).ConfigureAwait(false);
        return [.. page.Lines.Select(LogLines.Read).Reverse()];
    }

    private async Task<IReadOnlyList<LogFacts>> ErrorsAsync(CancellationToken cancellationToken)
    {
        var found = new List<LogFacts>();
        foreach (var function in (string[])["EmailSender", "FeedbackProcessor", "TemplateSeeder"])
        {
            found.AddRange(await LinesAsync(function, "\"level\":\"ERROR\"", TimeSpan.FromHours(1), cancellationToken).ConfigureAwait(false));
        }
        return [.. found.OrderByDescending(line => line.Time)];
    }

    private static string Found(TrackingRecord? record) => record is null ? "none" : record.Status.ToWireName();
}

using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Diagnosis.Gathering;
using SesMailEngine.Core.Diagnosis.Trees;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Diagnosis;

/// <summary>
/// Answers "why": gathers the facts a question needs and walks its tree. One code path for the command, the MCP server and the
/// dashboard; it reads only.
/// </summary>
/// <param name="ports">Where the facts are.</param>
/// <param name="words">How commands and addresses are written.</param>
public sealed class Diagnostician(DiagnosisPorts ports, AnswerWords words)
{
    /// <summary>The words that are questions of their own.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["notifications", "bounce-rate", "throttling", "seeder", "alarms"];

    private readonly FactGatherer gatherer = new(ports);

    /// <summary>
    /// The answer to anything a person may have in hand: an emailId, SES's message id, an address, an error's code or message,
    /// an alarm's name, a template's name, or one of <see cref="Topics"/>.
    /// </summary>
    public Task<DiagnosisAnswer> ExplainAsync(string subject, CancellationToken cancellationToken)
    {
        var text = subject.Trim();
        return text switch
        {
            "notifications" => ExplainNotificationsAsync(null, cancellationToken),
            "bounce-rate" or "guard" => ExplainGuardAsync(cancellationToken),
            "throttling" or "quota" => ExplainErrorAsync(ErrorCodes.SesThrottling, cancellationToken),
            "seeder" => ExplainSeederAsync(cancellationToken),
            "alarms" => ExplainAlarmsAsync(cancellationToken),
            _ when IsError(text) => ExplainErrorAsync(text, cancellationToken),
            _ when IsAddress(text) => ExplainAddressAsync(text, cancellationToken),
            // What can be no id is an error's text.
            _ when text.Contains(' ', StringComparison.Ordinal) || text.Length > EmailIds.MaxLength => ExplainErrorAsync(text, cancellationToken),
            _ => ExplainMailAsync(text, cancellationToken),
        };
    }

    /// <summary>The answer on a mail: where it stands, and why.</summary>
    /// <exception cref="PortException">The tracking table does not answer, so nothing can be said.</exception>
    public async Task<DiagnosisAnswer> ExplainMailAsync(string emailId, CancellationToken cancellationToken)
    {
        var facts = await gatherer.MailAsync(emailId, cancellationToken).ConfigureAwait(false);
        // Nothing is worse than "there is no record" from a table that was not read.
        if (facts.Record is null && facts.Looked.FirstOrDefault(look => look.At == "tracking record" && look.Result.StartsWith("could not", StringComparison.Ordinal)) is { } unread)
        {
            throw new PortException($"The tracking record {unread.Result}", isTransient: true);
        }
        if (facts.Record is null && facts.DeadLetter is null && await TemplateOfNameAsync(emailId, cancellationToken).ConfigureAwait(false) is { } template) return template;
        return new MailTree(words).Explain(facts);
    }

    /// <summary>The answer on a recipient. Whoever asks by address knows it: it is written plain.</summary>
    public async Task<DiagnosisAnswer> ExplainAddressAsync(string address, CancellationToken cancellationToken) =>
        new AddressTree(words with { IsPlain = true }).Explain(await gatherer.AddressAsync(address, cancellationToken).ConfigureAwait(false));

    /// <summary>The answer on an error's code or message, with the present state of what it is about.</summary>
    public async Task<DiagnosisAnswer> ExplainErrorAsync(string text, CancellationToken cancellationToken)
    {
        var tree = new ErrorTree(words);
        var plain = tree.ExplainText(text);
        if (ErrorCatalogue.Find(plain.Code) is not { } entry) return plain;
        var looking = new Looking();
        var message = ErrorCatalogue.Find(text.Trim().ToUpperInvariant()) is null ? text.Trim() : null;
        var facts = await gatherer.ErrorAsync(new ErrorFacts(entry, message), TemplateTree.NameIn(message), looking, cancellationToken).ConfigureAwait(false);
        return new(plain.Question, [tree.Explain(facts)], [.. plain.Looked, .. looking.All]);
    }

    /// <summary>Why notifications do not come; with a mail, its own notification is tried on the rules.</summary>
    public async Task<DiagnosisAnswer> ExplainNotificationsAsync(string? emailId, CancellationToken cancellationToken) =>
        new NotificationTree(words).Explain(await gatherer.NotificationsAsync(emailId, cancellationToken).ConfigureAwait(false));

    /// <summary>The bounce-rate guard as it is now.</summary>
    public async Task<DiagnosisAnswer> ExplainGuardAsync(CancellationToken cancellationToken)
    {
        var looking = new Looking();
        var guard = await gatherer.Guard(looking, cancellationToken).ConfigureAwait(false) ?? throw Unread(looking);
        return new("bounce-rate", [new GuardTree(words).Now(guard, ports.Time.GetUtcNow())], looking.All);
    }

    /// <summary>The seeder, and which starter templates are missing.</summary>
    public async Task<DiagnosisAnswer> ExplainSeederAsync(CancellationToken cancellationToken)
    {
        var looking = new Looking();
        var facts = await gatherer.SeederAsync(looking, cancellationToken).ConfigureAwait(false) ?? throw Unread(looking);
        return new("seeder", [new SeederTree(words).Now(facts)], looking.All);
    }

    /// <summary>The alarms that have gone off.</summary>
    public async Task<DiagnosisAnswer> ExplainAlarmsAsync(CancellationToken cancellationToken)
    {
        var alarms = await ports.Alarms.ListAsync(cancellationToken).ConfigureAwait(false);
        return new("alarms", new AlarmTree(words).Now(alarms), [new("alarms", $"{alarms.Count}")]);
    }

    /// <summary>The check-up of the whole stack.</summary>
    public async Task<CheckUp> CheckAsync(CancellationToken cancellationToken) =>
        new StackTree(words).Check(await gatherer.StackAsync(cancellationToken).ConfigureAwait(false));

    private async Task<DiagnosisAnswer?> TemplateOfNameAsync(string name, CancellationToken cancellationToken)
    {
        if (!TemplateTree.IsName(name)) return null;
        var looking = new Looking();
        if (await gatherer.TemplateNames(looking, cancellationToken).ConfigureAwait(false) is not { } names || !names.Contains(name)) return null;
        var template = await gatherer.Template(looking, name, cancellationToken).ConfigureAwait(false);
        return template is null ? null : new(name, new TemplateTree(words).Now(template), looking.All);
    }

    // A code, or the name of an alarm; a message has blanks and is tried last.
    private static bool IsError(string text) => ErrorCatalogue.Find(text.ToUpperInvariant()) is not null || (!text.Contains('@', StringComparison.Ordinal) && AlarmTree.EntryOf(text) is not null);

    private static bool IsAddress(string text) => text.Contains('@', StringComparison.Ordinal) && Model.EmailAddress.TryParse(text, out _);

    private static PortException Unread(Looking looking) =>
        new(string.Join(" ", looking.Unread.Select(look => $"{look.At}: {look.Result}")), isTransient: true);
}

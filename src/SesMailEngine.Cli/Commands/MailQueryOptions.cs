using System.CommandLine;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Cli.Commands;

// The options that say which mails are meant.
internal sealed class MailQueryOptions
{
    private readonly Option<string?> to = new("--to") { Description = "Recipient", HelpName = "ADDRESS" };
    private readonly Option<string?> status = new("--status") { Description = "sending, sent, soft_bounced, delivered, opened, failed, bounced or complained", HelpName = "STATUS" };
    private readonly Option<string?> template = new("--template", "-t") { Description = "Template name", HelpName = "NAME" };
    private readonly Option<string?> error = new("--error") { Description = "Error code, for example TMPL006", HelpName = "CODE" };
    private readonly Option<string?> metadata = new("--metadata", "-m") { Description = "A key of the metadata and its value, for example orderId=42", HelpName = "KEY=VALUE" };
    private readonly Option<string?> campaign = new("--campaign") { Description = "The same as --metadata campaign=NAME", HelpName = "NAME" };
    private readonly Option<string?> text = new("--text") { Description = "A part of the id, the address, the subject or the error message", HelpName = "TEXT" };

    public DayOptions Days { get; } = new();

    public void AddTo(Command command)
    {
        command.Options.Add(to);
        Days.AddTo(command);
        foreach (var option in (Option[])[status, template, error, metadata, campaign, text]) command.Options.Add(option);
    }

    public MailQuery Read(ParseResult parsed)
    {
        var (from, until) = Days.Read(parsed, MailQuery.MaxDays);
        var query = new MailQuery
        {
            FromDay = from,
            ToDay = until,
            TemplateName = parsed.GetValue(template),
            ErrorCode = parsed.GetValue(error),
            Text = parsed.GetValue(text),
        };
        if (parsed.GetValue(to) is { } address) query = query with { Recipient = Addresses.Key(address, "--to") };
        if (parsed.GetValue(status) is { } name)
        {
            query = EmailStatuses.TryParse(name, out var wanted)
                ? query with { Status = wanted }
                : throw new UsageException($"--status takes {string.Join(", ", Enum.GetValues<EmailStatus>().Select(s => s.ToWireName()))}; not '{name}'.");
        }
        var pair = parsed.GetValue(metadata);
        if (parsed.GetValue(campaign) is { } marked)
        {
            if (pair is not null) throw new UsageException("--campaign goes not with --metadata.");
            return query with { MetadataKey = "campaign", MetadataValue = marked };
        }
        if (pair is null) return query;
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? query with { MetadataKey = pair[..equals], MetadataValue = pair[(equals + 1)..] }
            : throw new UsageException($"--metadata takes KEY=VALUE, not '{pair}'.");
    }
}

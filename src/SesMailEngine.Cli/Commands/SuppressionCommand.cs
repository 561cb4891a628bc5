using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine suppression: the addresses that get no mail.
internal static class SuppressionCommand
{
    private const int MaxLimit = 1000;

    public static Command Create() => new("suppression", "The addresses that get no mail: look, add, remove, move in and out.")
    {
        List(), Get(), Add(), Remove(), SuppressionImportCommand.Create(), SuppressionExportCommand.Create(),
    };

    public static Option<string?> TypeOption() => new("--type") { Description = "Only bounce, complaint or manual", HelpName = "TYPE" };

    public static SuppressionType? ReadType(string? text)
    {
        if (text is null) return null;
        return SuppressionReasons.TryParseType(text, out var type) ? type : throw new UsageException($"--type takes bounce, complaint or manual, not '{text}'.");
    }

    public static JsonObject ToJson(SuppressionEntry entry)
    {
        var json = new JsonObject
        {
            ["email"] = entry.Email,
            ["suppressionType"] = entry.Type.ToWireName(),
            ["reason"] = entry.Reason,
            ["addedToSuppressionDate"] = entry.AddedAt.ToWire(),
        };
        if (entry.EmailId is not null) json["emailId"] = entry.EmailId;
        if (entry.BounceSubType is not null) json["bounceSubType"] = entry.BounceSubType;
        if (entry.DiagnosticCode is not null) json["diagnosticCode"] = entry.DiagnosticCode;
        return json;
    }

    private static Command List()
    {
        var prefix = new Option<string?>("--prefix") { Description = "How the address begins", HelpName = "TEXT" };
        var type = TypeOption();
        var limit = OperatorCommand.Limit(50, MaxLimit);
        var after = new Option<string?>("--after") { Description = "Go on behind a page: the token it ended with", HelpName = "TOKEN" };
        var endpoint = new EndpointOptions();
        var command = new Command("list", "The list, newest first when a type is given.") { prefix, type, limit, after };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var (found, next) = await FindAsync(
                ports, parsed.GetValue(prefix)?.ToLowerInvariant(), ReadType(parsed.GetValue(type)), parsed.GetValue(after), parsed.GetValue(limit), cancellationToken);
            if (endpoint.IsJson(parsed))
            {
                Terminal.Json(new JsonObject { ["entries"] = new JsonArray([.. found.Select(ToJson)]), ["next"] = next });
                return ExitCodes.Success;
            }
            foreach (var entry in found)
            {
                Terminal.Line($"[grey]{RecordView.Second(entry.AddedAt)}[/]  [{Color(entry.Type)}]{entry.Type.ToWireName(),-9}[/]  {entry.Email}  [grey]{entry.Reason}[/]");
            }
            if (found.Count == 0) Terminal.Errors.WriteLine("No entry like that.");
            if (next is not null) Terminal.Line($"[grey]There may be more: --after {next}[/]");
            return ExitCodes.Success;
        });
    }

    private static async Task<(List<SuppressionEntry> Found, string? Next)> FindAsync(
        StackPorts ports, string? prefix, SuppressionType? type, string? after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<SuppressionEntry>();
        do
        {
            var page = await ports.SuppressionList.FindAsync(prefix, type, after, Math.Min(ISuppressionReader.MaxPage, limit - found.Count), cancellationToken);
            found.AddRange(page.Entries);
            after = page.Next;
        }
        while (after is not null && found.Count < limit);
        return (found, after);
    }

    private static Command Get()
    {
        var address = new Argument<string>("address") { Description = "The address" };
        var endpoint = new EndpointOptions();
        var command = new Command("get", "Whether an address gets mail, and why not. Exit code 1 when it is suppressed.") { address };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var entry = await ports.Suppression.GetAsync(Addresses.Key(parsed.GetValue(address)!, "suppression get"), cancellationToken);
            if (endpoint.IsJson(parsed)) Terminal.Json(entry is null ? null : ToJson(entry));
            else if (entry is null) Terminal.Line($"[green]Not suppressed[/]  mail flows to {parsed.GetValue(address)}");
            else Write(entry);
            return entry is null ? ExitCodes.Success : ExitCodes.Negative;
        });
    }

    private static Command Add()
    {
        var address = new Argument<string>("address") { Description = "The address" };
        var endpoint = new EndpointOptions();
        var command = new Command("add", "Send no more mail to an address. What SES reported of it stays as it is.") { address };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var email = Addresses.Key(parsed.GetValue(address)!, "suppression add");
            var entry = await ports.Suppression.GetAsync(email, cancellationToken);
            var isNew = entry is null;
            if (isNew)
            {
                entry = new SuppressionEntry
                {
                    Email = email,
                    Type = SuppressionType.Manual,
                    Reason = SuppressionReasons.Manual,
                    AddedAt = TimeProvider.System.GetUtcNow().ToMilliseconds(),
                };
                // A complaint that came in between is stronger, and stays.
                await ports.Suppression.AddAsync(entry, cancellationToken);
            }
            if (endpoint.IsJson(parsed)) Terminal.Json(new JsonObject { ["added"] = isNew, ["entry"] = ToJson(entry!) });
            else Terminal.Line($"{(isNew ? "Added" : "Already there")}: {email}  [grey]{entry!.Type.ToWireName()}[/]");
            return ExitCodes.Success;
        });
    }

    private static Command Remove()
    {
        var address = new Argument<string>("address") { Description = "The address" };
        var understand = new Option<bool>("--i-understand") { Description = "Needed for a complaint: you have the recipient's own word that they want mail again" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var endpoint = new EndpointOptions();
        var command = new Command("remove", "Let mail flow to an address again, at once.") { address, understand, yes };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var email = Addresses.Key(parsed.GetValue(address)!, "suppression remove");
            var entry = await ports.Suppression.GetAsync(email, cancellationToken);
            if (entry is null)
            {
                if (endpoint.IsJson(parsed)) Terminal.Json(new JsonObject { ["removed"] = false, ["email"] = email });
                else Terminal.Errors.WriteLine($"{email} is not suppressed.");
                return ExitCodes.Negative;
            }
            if (entry.Type == SuppressionType.Complaint && !parsed.GetValue(understand))
            {
                throw new UsageException(
                    $"{email} reported your mail as spam. More mail to them counts against you at SES, which pauses accounts above 0.5% complaints, "
                    + "and may be against the law without their consent. If they asked you in writing to go on, say --i-understand.");
            }
            if (entry.Type == SuppressionType.Bounce)
            {
                OperatorCommand.Confirm(
                    $"{email} bounced ({entry.BounceSubType ?? entry.Reason}). If the mailbox still does not exist, the next mail bounces again and raises your bounce rate. Remove?",
                    parsed.GetValue(yes),
                    $"{email} bounced ({entry.BounceSubType ?? entry.Reason}): a mailbox that still does not exist bounces again and raises your bounce rate. Say --yes to remove it.");
            }
            var removed = await ports.SuppressionList.RemoveAsync(email, entry.Type, cancellationToken);
            if (endpoint.IsJson(parsed)) Terminal.Json(new JsonObject { ["removed"] = removed, ["email"] = email, ["was"] = ToJson(entry) });
            else if (removed) Terminal.Line($"[green]Removed[/]  mail flows to {email} again");
            else Terminal.Errors.WriteLine($"{email} changed while it was looked at: look again.");
            return removed ? ExitCodes.Success : ExitCodes.Negative;
        });
    }

    private static void Write(SuppressionEntry entry)
    {
        Terminal.Line($"[{Color(entry.Type)} bold]{entry.Type.ToWireName()}[/]  {entry.Email}");
        foreach (var (label, value) in (ReadOnlySpan<(string, string?)>)
        [
            ("reason", entry.Reason), ("added", entry.AddedAt.ToWire()), ("mail", entry.EmailId), ("subtype", entry.BounceSubType), ("server said", entry.DiagnosticCode),
        ])
        {
            if (value is not null) Terminal.Line($"  [grey]{label,-11}[/]  {value}");
        }
    }

    private static string Color(SuppressionType type) => type switch
    {
        SuppressionType.Complaint => "red",
        SuppressionType.Bounce => "yellow",
        _ => "blue",
    };
}

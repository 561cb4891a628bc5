using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine logs: the functions' log lines.
internal static class LogsCommand
{
    private const int MaxEmptyPages = 50;
    private static readonly string[] Functions = ["EmailSender", "FeedbackProcessor", "TemplateSeeder"];

    public static Command Create()
    {
        var function = new Option<string?>("--function") { Description = "EmailSender, FeedbackProcessor or TemplateSeeder. Default: the first two", HelpName = "NAME" };
        var text = new Option<string?>("--text") { Description = "Words of the line as they stand there, an error code or an emailId for one", HelpName = "TEXT" };
        var id = new Option<string?>("--id") { Description = "The lines about one mail", HelpName = "EMAILID" };
        var since = new Option<string>("--since") { Description = "How far back, for example 90s, 30m, 2h or 7d", HelpName = "TIME", DefaultValueFactory = _ => "1h" };
        var limit = OperatorCommand.Limit(200, 10_000);
        var endpoint = new EndpointOptions();
        var command = new Command("logs", "The functions' log lines, the oldest first. Addresses are masked in them.") { function, text, id, since, limit };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            if (parsed.GetValue(text) is not null && parsed.GetValue(id) is not null) throw new UsageException("--text goes not with --id.");
            var from = TimeProvider.System.GetUtcNow() - Duration(parsed.GetValue(since)!);
            var functions = parsed.GetValue(function) is { } one ? [Function(one)] : Functions[..2];
            var found = new List<LoggedLine>();
            foreach (var name in functions)
            {
                var filter = new LogFilter { Function = name, Text = parsed.GetValue(text) ?? parsed.GetValue(id), From = from };
                found.AddRange(await ReadAsync(ports.Logs, filter, parsed.GetValue(limit), cancellationToken));
            }
            var shown = found.OrderBy(line => line.At).Take(parsed.GetValue(limit)).ToList();
            if (endpoint.IsJson(parsed)) Terminal.Json(new JsonArray([.. shown.Select(ToJson)]));
            else foreach (var line in shown) Write(line);
            if (shown.Count == 0 && !endpoint.IsJson(parsed)) Terminal.Errors.WriteLine("No line like that.");
            return shown.Count > 0 ? ExitCodes.Success : ExitCodes.Negative;
        });
    }

    public static TimeSpan Duration(string text)
    {
        var unit = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 } : 0;
        return unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            && (long)number * unit <= 366L * 86400
            ? TimeSpan.FromSeconds((long)number * unit)
            : throw new UsageException($"--since takes a number and s, m, h or d, at most 366d; not '{text}'.");
    }

    private static string Function(string text) => Functions.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"--function takes {string.Join(", ", Functions)}; not '{text}'.");

    private static async Task<IReadOnlyList<LoggedLine>> ReadAsync(ILogReader logs, LogFilter filter, int limit, CancellationToken cancellationToken)
    {
        var found = new List<LoggedLine>();
        string? after = null;
        for (var empty = 0; empty < MaxEmptyPages && found.Count < limit;)
        {
            var page = await logs.FindAsync(filter, after, Math.Min(ILogReader.MaxPage, limit - found.Count), cancellationToken);
            found.AddRange(page.Lines);
            after = page.Next;
            if (after is null) break;
            empty = page.Lines.Count == 0 ? empty + 1 : 0;
        }
        return found;
    }

    private static void Write(LoggedLine line)
    {
        var json = Parsed(line.Text) as JsonObject;
        if (json?["message"] is null)
        {
            Terminal.Line($"[grey]{RecordView.Second(line.At)}[/]  {line.Text}");
            return;
        }
        string? Field(string name) => json[name]?.ToString();
        var level = Field("level") ?? "";
        var color = level switch { "ERROR" => "red", "WARNING" or "WARN" => "yellow", _ => "default" };
        var about = string.Join(' ', ((string?[])[Field("errorCode"), Field("emailId")]).Where(part => part is not null));
        Terminal.Line($"[grey]{RecordView.Second(line.At)}[/]  [{color}]{level,-7}[/]  {Field("message")}  [grey]{about}[/]");
    }

    private static JsonNode ToJson(LoggedLine line) => new JsonObject
    {
        ["at"] = line.At.ToWire(),
        ["function"] = line.Function,
        ["line"] = Parsed(line.Text) ?? JsonValue.Create(line.Text),
    };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // The platform's own lines are text.
            return null;
        }
    }
}

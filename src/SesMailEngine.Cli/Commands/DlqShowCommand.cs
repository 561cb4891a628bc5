using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Ports.Operations;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine dlq show: dead letters with what they hold.
internal static class DlqShowCommand
{
    public static Command Create()
    {
        var options = new DlqOptions();
        var limit = new Option<int>("--limit", "-n") { Description = "How many to show", HelpName = "N", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000) result.AddError("--limit takes 1 to 10000.");
        });
        var command = new Command("show", "Dead letters with their source, template, error and content.") { limit };
        options.AddTo(command, selects: true);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.Endpoint.Target(parsed);
            var names = options.Endpoint.Names(parsed);
            return CommandRunner.RunAsync(target, async () =>
            {
                using var ports = new StackPorts(target, names);
                var letters = ports.DeadLetters;
                var filter = new DeadLetterFilter(parsed.GetValue(options.Ids)!, parsed.GetValue(options.Errors)!);
                var found = new List<DeadLetter>();
                foreach (var queue in options.Queues(parsed, names))
                {
                    found.AddRange(await letters.ListAsync(queue, filter, IDeadLetterReader.MaxListed, cancellationToken));
                }
                var shown = found.Take(parsed.GetValue(limit)).ToList();
                if (parsed.GetValue(options.Endpoint.Output) == OutputFormat.Json) Terminal.Json(new JsonArray([.. shown.Select(ToJson)]));
                else Write(shown, found.Count);
                return shown.Count > 0 ? ExitCodes.Success : ExitCodes.Negative;
            });
        });
        return command;
    }

    private static void Write(List<DeadLetter> letters, int found)
    {
        foreach (var letter in letters)
        {
            Terminal.Line($"[red bold]{letter.Error}[/]  {letter.EmailId ?? letter.MessageId}  [grey]{letter.Queue.ToWord()}[/]");
            var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn();
            foreach (var (label, value) in (ReadOnlySpan<(string, string?)>)
            [
                ("message", letter.ErrorMessage), ("to", letter.ToEmail), ("template", letter.TemplateName), ("source", letter.Source),
                ("arrived", letter.SentAt?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)), ("message id", letter.MessageId),
            ])
            {
                if (value is not null) grid.AddRow(new Markup($"[grey]{label}[/]"), new Text(value));
            }
            grid.AddRow(new Markup("[grey]content[/]"), new Text(letter.Body));
            Terminal.Out.Write(grid);
        }
        if (found == 0) Terminal.Errors.MarkupLineInterpolated($"[green]No dead letter like that.[/]");
        else if (found > letters.Count) Terminal.Line($"[grey]{found - letters.Count} more: --limit {found}[/]");
    }

    private static JsonNode ToJson(DeadLetter letter) => new JsonObject
    {
        ["queue"] = letter.Queue.ToWord(),
        ["messageId"] = letter.MessageId,
        ["emailId"] = letter.EmailId,
        ["error"] = letter.Error,
        ["errorMessage"] = letter.ErrorMessage,
        ["source"] = letter.Source,
        ["to"] = letter.ToEmail,
        ["templateName"] = letter.TemplateName,
        ["sentAt"] = letter.SentAt?.ToString("O", CultureInfo.InvariantCulture),
        ["body"] = Parsed(letter.Body),
    };

    private static JsonNode? Parsed(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            // What is no JSON is shown as the text it is.
            return JsonValue.Create(body);
        }
    }
}

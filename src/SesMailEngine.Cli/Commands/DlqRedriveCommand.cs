using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Ports.Operations;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine dlq redrive: puts dead letters back to work, no faster than asked.
internal static class DlqRedriveCommand
{
    private const int DefaultRate = 50;

    public static Command Create()
    {
        var options = new DlqOptions();
        var rate = new Option<double>("--rate")
        {
            Description = "Letters a second",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultRate,
        };
        rate.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is > 0 and <= 10_000)) result.AddError("--rate takes a number above 0, at most 10000.");
        });
        var command = new Command("redrive", "Put dead letters back to work, with their emailId and source. "
            + "A mail that was sent meanwhile is not sent again.")
        { rate };
        options.AddTo(command, selects: true);
        command.SetAction((parsed, cancellationToken) =>
        {
            var filter = options.Filter(parsed);
            var target = options.Endpoint.Target(parsed);
            var names = options.Endpoint.Names(parsed);
            return CommandRunner.RunAsync(target, async () =>
            {
                using var ports = new StackPorts(target, names);
                var letters = ports.DeadLetters;
                var result = new JsonObject();
                var total = 0;
                foreach (var queue in options.Queues(parsed, names))
                {
                    var moved = await letters.RedriveAsync(queue, filter, parsed.GetValue(rate), cancellationToken);
                    result[queue.ToWord()] = moved;
                    total += moved;
                    if (parsed.GetValue(options.Endpoint.Output) == OutputFormat.Text && moved > 0)
                    {
                        Terminal.Line($"[green]{moved}[/] put back to work from {queue.NameIn(names)}");
                    }
                }
                if (parsed.GetValue(options.Endpoint.Output) == OutputFormat.Json) Terminal.Json(new JsonObject { ["redriven"] = total, ["queues"] = result });
                else if (total == 0) Terminal.Errors.MarkupLineInterpolated($"[yellow]No dead letter like that.[/]");
                return total > 0 ? ExitCodes.Success : ExitCodes.Negative;
            });
        });
        return command;
    }
}

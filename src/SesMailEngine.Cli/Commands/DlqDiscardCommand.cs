using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Ports.Operations;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine dlq discard: throws dead letters away; what they held can be kept in a file.
internal static class DlqDiscardCommand
{
    public static Command Create()
    {
        var options = new DlqOptions();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var save = new Option<FileInfo?>("--save") { Description = "Write each letter's content to this file first, one line each", HelpName = "FILE" };
        var command = new Command("discard", "Throw dead letters away. Their records stay.") { yes, save };
        options.AddTo(command, selects: true);
        command.SetAction((parsed, cancellationToken) =>
        {
            var filter = options.Filter(parsed);
            var target = options.Endpoint.Target(parsed);
            var names = options.Endpoint.Names(parsed);
            var output = parsed.GetValue(options.Endpoint.Output);
            if (!parsed.GetValue(yes) && !Confirmed(output)) throw new UsageException("Nothing was thrown away. Say --yes to do it without a question.");
            return CommandRunner.RunAsync(target, async () =>
            {
                using var ports = new StackPorts(target, names);
                var letters = ports.DeadLetters;
                await using var file = Open(parsed.GetValue(save));
                var total = 0;
                foreach (var queue in options.Queues(parsed, names))
                {
                    total += await letters.DiscardAsync(queue, filter, file is null ? null : page => KeepAsync(page, file), cancellationToken);
                }
                if (output == OutputFormat.Json) Terminal.Json(new JsonObject { ["discarded"] = total });
                else Terminal.Line($"{total} thrown away");
                return total > 0 ? ExitCodes.Success : ExitCodes.Negative;
            });
        });
        return command;
    }

    private static bool Confirmed(OutputFormat output)
    {
        if (output == OutputFormat.Json || Console.IsInputRedirected) return false;
        Terminal.Errors.Markup("Throw these dead letters away for good? [bold]y/N[/] ");
        return Console.In.ReadLine()?.Trim().Equals("y", StringComparison.OrdinalIgnoreCase) == true;
    }

    private static StreamWriter? Open(FileInfo? file)
    {
        if (file is null) return null;
        try
        {
            return new StreamWriter(file.Open(FileMode.Append, FileAccess.Write, FileShare.Read));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Cannot write {file.FullName}: {exception.Message}");
        }
    }

    // On disk before it is gone from the queue.
    private static async Task KeepAsync(IReadOnlyList<DeadLetter> chosen, StreamWriter file)
    {
        foreach (var letter in chosen) await file.WriteLineAsync(letter.Body.ReplaceLineEndings(" "));
        await file.FlushAsync();
    }
}

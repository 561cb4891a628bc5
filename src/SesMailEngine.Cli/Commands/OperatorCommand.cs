using System.CommandLine;
using SesMailEngine.Cli.Operations;

namespace SesMailEngine.Cli.Commands;

// What all commands that look at a stack have in common: where it is, and how failures are told.
internal static class OperatorCommand
{
    public static Command On(
        this Command command, EndpointOptions endpoint, Func<ParseResult, StackPorts, CancellationToken, Task<int>> body)
    {
        endpoint.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = endpoint.Target(parsed);
            return CommandRunner.RunAsync(target, async () =>
            {
                using var ports = new StackPorts(target, endpoint.Names(parsed));
                return await body(parsed, ports, cancellationToken);
            });
        });
        return command;
    }

    public static bool IsJson(this EndpointOptions endpoint, ParseResult parsed) => parsed.GetValue(endpoint.Output) == OutputFormat.Json;

    // Asked of a person only: a program says --yes.
    public static void Confirm(string question, bool isAnswered, string refusal)
    {
        if (isAnswered) return;
        if (Console.IsInputRedirected) throw new UsageException(refusal);
        Output.Terminal.Errors.Write(question + " y/N ");
        if (Console.In.ReadLine()?.Trim().Equals("y", StringComparison.OrdinalIgnoreCase) != true) throw new UsageException(refusal);
    }

    private static void Write(this Spectre.Console.IAnsiConsole console, string text) => console.Write(new Spectre.Console.Text(text));

    public static Option<int> Limit(int initial, int most)
    {
        var limit = new Option<int>("--limit", "-n")
        {
            Description = $"The most to show, 1 to {most}",
            HelpName = "N",
            DefaultValueFactory = _ => initial,
        };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var number) || number < 1 || number > most))
            {
                result.AddError($"--limit takes 1 to {most}.");
            }
        });
        return limit;
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Deploy;
using SesMailEngine.Cli.Output;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine outputs: the names a stack's users need.
internal static class OutputsCommand
{
    public static Command Create()
    {
        var options = new DeployOptions();
        var output = new Option<OutputFormat>("--output", "-o")
        {
            Description = "text for people, json for programs",
            HelpName = "text|json",
            DefaultValueFactory = _ => OutputFormat.Text,
        };
        var command = new Command("outputs", "Show an installed stack's outputs: bus, tables, bucket, policy, functions, queues.");
        options.AddTo(command);
        command.Options.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = options.Target(parsed);
            var name = parsed.GetValue(options.StackName)!;
            try
            {
                using var http = AwsHttp.Create(TimeSpan.FromSeconds(30));
                var stack = await new CloudFormationClient(new AwsClient(http, target), new CallRetries(TimeProvider.System, new Random()))
                    .FindAsync(name, cancellationToken)
                    ?? throw new DeployException(
                        DeployFailure.StackMissing, $"There is no stack '{name}' in {target.Region}.", "Name it with --stack-name and its region with --region.");
                Write(stack, parsed.GetValue(output));
                return ExitCodes.Success;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && FailureReading.Read(exception, target) is { } failure)
            {
                Terminal.Errors.MarkupLineInterpolated($"[red bold]{failure.Message}[/]");
                Terminal.Errors.MarkupLineInterpolated($"[bold]Fix:[/] {failure.Fix}");
                return ExitCodes.Of(failure.Failure);
            }
        });
        return command;
    }

    private static void Write(StackState stack, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Terminal.Json(new JsonObject(stack.Outputs.Select(output => new KeyValuePair<string, JsonNode?>(output.Key, output.Value))));
            return;
        }
        Terminal.Line($"[bold]{stack.Name}[/] [grey]{stack.Status}[/]");
        if (stack.Outputs.Count == 0) Terminal.Line($"  It has no outputs.");
        var width = stack.Outputs.Select(output => output.Key.Length).DefaultIfEmpty(0).Max();
        // Never wrapped, so that a value can be copied.
        foreach (var output in stack.Outputs)
        {
            var key = output.Key.PadRight(width);
            Terminal.Line($"  [grey]{key}[/]  {output.Value}");
        }
    }
}

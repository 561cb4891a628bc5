using System.CommandLine;
using System.Text;
using System.Text.Json;
using SesMailEngine.Aws.Lambda;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Output;

namespace SesMailEngine.Cli.Commands;

// sesmailengine seed: installs the starter templates by invoking the stack's seeder.
internal static class SeedCommand
{
    public static Command Create()
    {
        var endpoint = new EndpointOptions();
        var command = new Command("seed", "Install the starter templates, and update those whose starter has a higher version. "
            + "Templates you gave a version of your own are kept.");
        endpoint.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = endpoint.Target(parsed);
            return CommandRunner.RunAsync(target, async () =>
            {
                using var http = new HttpClient();
                var answer = await new LambdaClient(new AwsClient(http, target)).InvokeAsync(
                    endpoint.Names(parsed).TemplateSeeder, [], cancellationToken);
                return Write(answer, parsed.GetValue(endpoint.Output));
            });
        });
        return command;
    }

    private static int Write(byte[] answer, OutputFormat output)
    {
        using var json = JsonDocument.Parse(answer);
        var ok = json.RootElement.TryGetProperty("statusCode", out var code) && code.GetInt32() == 200;
        if (output == OutputFormat.Json)
        {
            Console.Out.WriteLine(Encoding.UTF8.GetString(answer));
            return ok ? ExitCodes.Success : ExitCodes.Negative;
        }
        foreach (var (property, color) in (ReadOnlySpan<(string, string)>)[("installed", "green"), ("updated", "blue"), ("skipped", "grey")])
        {
            if (!json.RootElement.TryGetProperty(property, out var names)) continue;
            foreach (var name in names.EnumerateArray())
            {
                Terminal.Line($"  [{color}]{property,-9}[/] {name.GetString() ?? ""}");
            }
        }
        if (json.RootElement.TryGetProperty("message", out var message)) Console.Out.WriteLine(message.GetString() ?? "");
        return ok ? ExitCodes.Success : ExitCodes.Negative;
    }
}

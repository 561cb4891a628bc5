using System.CommandLine;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Statistics;

namespace SesMailEngine.Cli.Commands;

// sesmailengine stats: the daily counters.
internal static class StatsCommand
{
    public static Command Create()
    {
        var rebuild = new Option<bool>("--rebuild") { Description = "Count every record again and compare: the counters are right when nothing differs" };
        var correct = new Option<bool>("--correct") { Description = "With --rebuild: set right what differs. Best when no mail flows" };
        var endpoint = new EndpointOptions();
        var command = new Command("stats", "The daily counters, and the proof that they are exact.") { rebuild, correct };
        endpoint.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var (target, names) = (endpoint.Target(parsed), endpoint.Names(parsed));
            if (!parsed.GetValue(rebuild)) return Task.FromResult(CommandRunner.Usage("stats takes --rebuild."));
            return CommandRunner.RunAsync(target, async () =>
            {
                using var client = DynamoDbClients.Create(target);
                var books = new CounterBooks(client, names, new CallRetries(TimeProvider.System, new Random()));
                return await new CounterProof(books, TimeProvider.System).RunAsync(parsed.GetValue(correct), parsed.GetValue(endpoint.Output), cancellationToken);
            });
        });
        return command;
    }
}

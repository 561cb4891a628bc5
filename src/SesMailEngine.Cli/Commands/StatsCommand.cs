using System.CommandLine;
using System.Globalization;
using SesMailEngine.Aws.DynamoDb;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Cli.Statistics;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Cli.Commands;

// sesmailengine stats: the daily counters.
internal static class StatsCommand
{
    private const int DefaultDays = 7;

    public static Command Create()
    {
        var rebuild = new Option<bool>("--rebuild") { Description = "Count every record again and compare: the counters are right when nothing differs" };
        var correct = new Option<bool>("--correct") { Description = "With --rebuild: set right what differs. Best when no mail flows" };
        var days = new DayOptions();
        var endpoint = new EndpointOptions();
        var command = new Command("stats", "The daily counters: sent, delivered, opened, bounced, complained, failed, and the rates. The last seven days unless others are given.")
        {
            rebuild, correct,
        };
        days.AddTo(command);
        endpoint.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var (target, names) = (endpoint.Target(parsed), endpoint.Names(parsed));
            if (!parsed.GetValue(rebuild)) return CommandRunner.RunAsync(target, () => ShowAsync(target, names, days, parsed, endpoint, cancellationToken));
            return CommandRunner.RunAsync(target, async () =>
            {
                using var client = DynamoDbClients.Create(target);
                var books = new CounterBooks(client, names, new CallRetries(TimeProvider.System, new Random()));
                return await new CounterProof(books, TimeProvider.System).RunAsync(parsed.GetValue(correct), parsed.GetValue(endpoint.Output), cancellationToken);
            });
        });
        return command;
    }

    private static async Task<int> ShowAsync(
        AwsTarget target, ResourceNames names, DayOptions options, ParseResult parsed, EndpointOptions endpoint, CancellationToken cancellationToken)
    {
        if (parsed.GetValue<bool>("--correct")) throw new UsageException("--correct goes with --rebuild.");
        using var ports = new StackPorts(target, names);
        var (from, until) = options.Read(parsed, IDailyStatistics.MaxDays);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var counts = await ports.Statistics.GetAsync(from ?? today.AddDays(-DefaultDays + 1), until ?? today, cancellationToken);
        var quota = await ports.Quota.GetAsync(cancellationToken);
        var settings = (await ports.Stack.GetAsync(cancellationToken))?.Settings;
        double? limit = settings?.GetValueOrDefault("BounceRateThreshold") is { } text
            && double.TryParse(text, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : null;
        if (endpoint.IsJson(parsed)) Terminal.Json(StatisticsView.ToJson(counts, quota, limit));
        else StatisticsView.Write(counts, quota, limit);
        return ExitCodes.Success;
    }
}

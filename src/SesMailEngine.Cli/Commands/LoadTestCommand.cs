using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.LoadTest;
using SesMailEngine.Cli.Output;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine loadtest: how fast this machine accepts and sends, and whether anything was lost or repeated.
internal static class LoadTestCommand
{
    public static Command Create()
    {
        var mails = new Option<int>("--mails", "-n") { Description = "How many mails", HelpName = "N", DefaultValueFactory = _ => 20_000 };
        var template = new Option<string>("--template", "-t") { Description = "A starter template; its sample data is used", HelpName = "NAME", DefaultValueFactory = _ => "invoice" };
        var connections = new Option<int>("--connections", "-c") { Description = "Connections that publish at the same time", HelpName = "N", DefaultValueFactory = _ => 16 };
        var rate = new Option<double?>("--rate", "-r")
        {
            Description = "Mails a second that SES allows: the mails are published over one connection, "
            + "and the share of the rate that was used and the order are told. Without it there is no limit",
            HelpName = "N"
        };
        var timeout = new Option<double>("--timeout") { Description = "Seconds to wait for the last mail", HelpName = "SECONDS", DefaultValueFactory = _ => 300 };
        var endpoint = new EndpointOptions();
        var command = new Command("loadtest", "Publish many requests, wait for the last mail, and check the books against the simulator's journal. "
            + "Without --endpoint-url it starts a host of its own in a temporary folder and removes it afterwards.")
        {
            mails, template, connections, rate, timeout,
        };
        endpoint.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var count = parsed.GetValue(mails);
            var limit = parsed.GetValue(rate);
            // With several connections nobody can tell which mail came first.
            var parallel = limit is null || parsed.GetResult(connections) is { Implicit: false } ? parsed.GetValue(connections) : 1;
            if (limit is < 1 or > 1_000_000) return CommandRunner.Usage("--rate takes a number from 1 to 1000000.");
            if (count is < 10 or > 10_000_000) return CommandRunner.Usage("--mails takes a number from 10 to 10000000.");
            if (parallel is < 1 or > 1_000) return CommandRunner.Usage("--connections takes a number from 1 to 1000.");
            if (parsed.GetValue(endpoint.UseAws)) return CommandRunner.Usage("loadtest sends thousands of mails; it runs against the local host only.");
            var plan = new LoadTestPlan(
                count, parallel, parsed.GetValue(template)!, parsed.GetValue(endpoint.Stack)!,
                TimeSpan.FromSeconds(parsed.GetValue(timeout)), limit);
            var output = parsed.GetValue(endpoint.Output);
            if (parsed.GetResult(endpoint.EndpointUrl) is not null)
            {
                var target = endpoint.Target(parsed);
                return await CommandRunner.RunAsync(target, () => RunAsync(plan, target.EndpointUrl!, null, output, cancellationToken));
            }
            await using var host = await LocalHostProcess.StartAsync(plan.Stack, limit, cancellationToken);
            var local = new AwsTarget("us-east-1", new Amazon.Runtime.AnonymousAWSCredentials(), host.Address);
            return await CommandRunner.RunAsync(local, () => RunAsync(plan, host.Address, host, output, cancellationToken));
        });
        return command;
    }

    private static async Task<int> RunAsync(
        LoadTestPlan plan, Uri address, LocalHostProcess? host, OutputFormat output, CancellationToken cancellationToken)
    {
        var run = new LoadTestRun(plan, address, TimeProvider.System);
        LoadTestReport report;
        var memory = new SortedDictionary<double, long>();
        void Note(long accepted, long delivered)
        {
            // At the start, in the middle and at the end.
            foreach (var share in (double[])[0, 0.5, 1])
            {
                if (delivered >= share * plan.Mails && host?.MemoryMegabytes is { } now) memory.TryAdd(share, now);
            }
        }
        if (output == OutputFormat.Text && !Console.IsOutputRedirected)
        {
            report = await AnsiConsole.Progress().StartAsync(async progress =>
            {
                var accepted = progress.AddTask("accepted", maxValue: plan.Mails);
                var delivered = progress.AddTask("delivered", maxValue: plan.Mails);
                return await run.ExecuteAsync((a, d) =>
                {
                    (accepted.Value, delivered.Value) = (a, d);
                    Note(a, d);
                }, cancellationToken);
            });
        }
        else
        {
            report = await run.ExecuteAsync(Note, cancellationToken);
        }
        Write(report, host?.PeakMemoryMegabytes, [.. memory.Values], output);
        return report.Balances ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static void Write(LoadTestReport report, long? peakMemory, IReadOnlyList<long> memory, OutputFormat output)
    {
        if (output == OutputFormat.Json)
        {
            Console.Out.WriteLine(JsonText.Indented(new JsonObject
            {
                ["mails"] = report.Mails,
                ["acceptedPerSecond"] = Math.Round(report.AcceptedPerSecond),
                ["deliveredPerSecond"] = Math.Round(report.DeliveredPerSecond),
                ["acceptP50Ms"] = Math.Round(report.AcceptP50Ms, 1),
                ["acceptP99Ms"] = Math.Round(report.AcceptP99Ms, 1),
                ["endToEndP50Ms"] = Math.Round(report.EndToEndP50Ms),
                ["endToEndP99Ms"] = Math.Round(report.EndToEndP99Ms),
                ["lost"] = report.Lost,
                ["repeated"] = report.Repeated,
                ["rateUsedPercent"] = report.RateUsed is { } used ? Math.Round(100 * used, 1) : null,
                ["outOfOrder"] = report.RateUsed is null ? null : report.OutOfOrder,
                ["memoryMegabytes"] = new JsonArray([.. memory.Select(value => (JsonNode)value)]),
                ["peakMemoryMegabytes"] = peakMemory,
            }));
            return;
        }
        var grid = new Grid().AddColumn().AddColumn(new GridColumn().RightAligned()).AddColumn();
        void Row(string label, double value, string unit, string format = "N0") =>
            grid.AddRow(label, value.ToString(format, CultureInfo.InvariantCulture), unit);
        Row("accepted, on disk", report.AcceptedPerSecond, "events/s");
        Row("accepted to delivered", report.DeliveredPerSecond, "mails/s");
        Row("PutEvents call p50", report.AcceptP50Ms, "ms", "N1");
        Row("PutEvents call p99", report.AcceptP99Ms, "ms", "N1");
        Row("request to sent p50", report.EndToEndP50Ms, "ms");
        Row("request to sent p99", report.EndToEndP99Ms, "ms");
        if (peakMemory is { } megabytes) Row("peak memory of the host", megabytes, "MB");
        if (memory.Count == 3) grid.AddRow("memory at start, middle, end", string.Join(", ", memory), "MB");
        if (report.RateUsed is { } share)
        {
            Row("of the rate used", 100 * share, "%", "N1");
            Row("out of order", report.OutOfOrder, "");
        }
        Row("lost", report.Lost, "");
        Row("repeated", report.Repeated, "");
        AnsiConsole.Write(grid);
    }
}

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
        var timeout = new Option<double>("--timeout") { Description = "Seconds to wait for the last mail", HelpName = "SECONDS", DefaultValueFactory = _ => 300 };
        var endpoint = new EndpointOptions();
        var command = new Command("loadtest", "Publish many requests, wait for the last mail, and check the books against the simulator's journal. "
            + "Without --endpoint-url it starts a host of its own in a temporary folder and removes it afterwards.")
        {
            mails, template, connections, timeout,
        };
        endpoint.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var count = parsed.GetValue(mails);
            var parallel = parsed.GetValue(connections);
            if (count is < 10 or > 10_000_000) return CommandRunner.Usage("--mails takes a number from 10 to 10000000.");
            if (parallel is < 1 or > 1_000) return CommandRunner.Usage("--connections takes a number from 1 to 1000.");
            if (parsed.GetValue(endpoint.UseAws)) return CommandRunner.Usage("loadtest sends thousands of mails; it runs against the local host only.");
            var plan = new LoadTestPlan(
                count, parallel, parsed.GetValue(template)!, parsed.GetValue(endpoint.Stack)!,
                TimeSpan.FromSeconds(parsed.GetValue(timeout)));
            var output = parsed.GetValue(endpoint.Output);
            if (parsed.GetResult(endpoint.EndpointUrl) is not null)
            {
                var target = endpoint.Target(parsed);
                return await CommandRunner.RunAsync(target, () => RunAsync(plan, target.EndpointUrl!, null, output, cancellationToken));
            }
            await using var host = await LocalHostProcess.StartAsync(plan.Stack, cancellationToken);
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
        if (output == OutputFormat.Text && !Console.IsOutputRedirected)
        {
            report = await AnsiConsole.Progress().StartAsync(async progress =>
            {
                var accepted = progress.AddTask("accepted", maxValue: plan.Mails);
                var delivered = progress.AddTask("delivered", maxValue: plan.Mails);
                return await run.ExecuteAsync((a, d) => { accepted.Value = a; delivered.Value = d; }, cancellationToken);
            });
        }
        else
        {
            report = await run.ExecuteAsync((_, _) => { }, cancellationToken);
        }
        Write(report, host?.PeakMemoryMegabytes, output);
        return report.Balances ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static void Write(LoadTestReport report, long? peakMemory, OutputFormat output)
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
        Row("lost", report.Lost, "");
        Row("repeated", report.Repeated, "");
        AnsiConsole.Write(grid);
    }
}

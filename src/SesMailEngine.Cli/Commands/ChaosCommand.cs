using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Chaos;
using SesMailEngine.Cli.Output;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine chaos: kills a host again and again while mails flow, and then checks that nothing was lost or sent twice.
internal static class ChaosCommand
{
    public static Command Create()
    {
        var seed = new Option<int?>("--seed") { Description = "Repeats the plan of an earlier run. Default: another one each time", HelpName = "N" };
        var mails = new Option<int>("--mails", "-n") { Description = "How many mails", HelpName = "N", DefaultValueFactory = _ => 2_000 };
        var kills = new Option<int>("--kills", "-k") { Description = "How often the host is killed with SIGKILL", HelpName = "N", DefaultValueFactory = _ => 20 };
        var timeout = new Option<double>("--timeout") { Description = "Seconds to wait at the end until every mail is settled", HelpName = "SECONDS", DefaultValueFactory = _ => 120 };
        var noFaults = new Option<bool>("--no-faults") { Description = "Only kill: no port fails, and no clock jumps" };
        var data = new Option<string?>("--data") { Description = "Folder for the run, kept. Default: a temporary one, kept only when the books do not balance", HelpName = "DIR" };
        var output = new Option<OutputFormat>("--output", "-o") { Description = "text for people, json for programs", HelpName = "text|json", DefaultValueFactory = _ => OutputFormat.Text };
        var command = new Command("chaos", "Start a host of its own, publish requests, kill it at random points, make its ports fail, fill its disk, set its clock, tell feedback twice; then check the books: "
            + "nothing lost, nothing sent twice, nothing left open.")
        {
            seed, mails, kills, timeout, noFaults, data, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (count, deaths) = (parsed.GetValue(mails), parsed.GetValue(kills));
            if (count is < 10 or > 1_000_000) return CommandRunner.Usage("--mails takes a number from 10 to 1000000.");
            if (deaths is < 0 or > 100_000) return CommandRunner.Usage("--kills takes a number from 0 to 100000.");
            var patience = parsed.GetValue(timeout);
            if (patience is not (>= 1 and <= 86_400)) return CommandRunner.Usage("--timeout takes a number of seconds from 1 to 86400.");
            var folder = parsed.GetValue(data);
            if (folder is not null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                return CommandRunner.Usage($"The folder '{folder}' is not empty. A run needs one of its own: name a new one.");
            }
            var path = folder is null ? Directory.CreateTempSubdirectory("sesmailengine-chaos-").FullName : Directory.CreateDirectory(folder).FullName;
            var plan = new ChaosPlan(
                parsed.GetValue(seed) ?? (int)(TimeProvider.System.GetTimestamp() & 0xffff), count, deaths, path, TimeSpan.FromSeconds(patience),
                HasFaults: !parsed.GetValue(noFaults));
            return await RunAsync(plan, isTemporary: folder is null, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ChaosPlan plan, bool isTemporary, OutputFormat output, CancellationToken cancellationToken)
    {
        var run = new ChaosRun(plan, TimeProvider.System);
        ChaosReport report;
        try
        {
            report = output == OutputFormat.Text && !Console.IsOutputRedirected
                ? await AnsiConsole.Status().StartAsync("starting", status => run.ExecuteAsync(text => status.Status(Markup.Escape(text)), cancellationToken))
                : await run.ExecuteAsync(_ => { }, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or UsageException or JsonException)
        {
            Console.Error.WriteLine($"{exception.Message}{Environment.NewLine}The run's seed is {plan.Seed}; its folder is kept: {plan.Folder}");
            return ExitCodes.Negative;
        }
        if (output == OutputFormat.Json) Console.Out.WriteLine(JsonText.Indented(Json(report)));
        else Write(report);
        if (report.Balances && isTemporary) Directory.Delete(plan.Folder, recursive: true);
        return report.Balances ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static JsonObject Json(ChaosReport report)
    {
        var books = report.Books;
        return new JsonObject
        {
            ["seed"] = report.Plan.Seed,
            ["mails"] = report.Plan.Mails,
            ["kills"] = new JsonObject(report.Kills.Select(pair => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(pair.Key.ToString()), (JsonNode?)pair.Value))),
            ["endedBeforeTheKill"] = report.EndedBeforeTheKill,
            ["callsWithoutAnswer"] = report.Unanswered,
            ["requestsSentTwice"] = report.SentTwice,
            ["feedbackToldAgain"] = report.FeedbackToldAgain,
            ["portCallsFailed"] = report.CallsFailed,
            ["clockJumps"] = report.ClockJumps,
            ["seconds"] = Math.Round(report.Took.TotalSeconds, 1),
            ["accepted"] = books.Accepted,
            ["retries"] = books.Retries,
            ["sent"] = books.Sent,
            ["failed"] = books.Failed,
            ["queued"] = books.Queued,
            ["dead"] = books.Dead,
            ["lost"] = books.Lost,
            ["repeated"] = books.Repeated,
            ["unsettled"] = books.Unsettled,
            ["misplaced"] = books.Misplaced,
            ["unsuppressed"] = books.Unsuppressed,
            ["miscounted"] = books.Miscounted,
            ["balances"] = books.Balances,
            ["examples"] = new JsonArray([.. books.Examples.Select(example => (JsonNode?)example)]),
            ["folder"] = report.Balances ? null : report.Plan.Folder,
        };
    }

    private static void Write(ChaosReport report)
    {
        var books = report.Books;
        var grid = new Grid().AddColumn().AddColumn(new GridColumn().RightAligned()).AddColumn();
        void Row(string label, int value, string note = "") => grid.AddRow(label, value.ToString("N0", CultureInfo.InvariantCulture), note);
        Row("killed at work", report.Kills[KillPhase.AtWork]);
        Row("killed right after an acknowledgement", report.Kills[KillPhase.Acknowledged]);
        Row("killed while starting up", report.Kills[KillPhase.StartingUp]);
        Row("killed in a checkpoint", report.Kills[KillPhase.Checkpoint]);
        Row("killed while stopping", report.Kills[KillPhase.Stopping]);
        Row("killed after feedback told again", report.Kills[KillPhase.Feedback]);
        Row("killed with a full disk", report.Kills[KillPhase.FullDisk]);
        Row("calls of ports that failed", report.CallsFailed);
        Row("jumps of the clock", report.ClockJumps);
        Row("calls that got no answer", report.Unanswered, "their requests were published again");
        Row("requests published twice on purpose", report.SentTwice);
        Row("feedback told again", report.FeedbackToldAgain);
        grid.AddEmptyRow();
        Row("accepted", books.Accepted);
        Row("and retries of soft bounces", books.Retries);
        Row("sent", books.Sent);
        Row("failed", books.Failed);
        Row("queued", books.Queued);
        Row("dead", books.Dead, "in a dead letter queue, with a record that says so");
        grid.AddEmptyRow();
        Row("lost", books.Lost);
        Row("repeated", books.Repeated);
        Row("unsettled", books.Unsettled);
        Row("status not the highest its events allow", books.Misplaced);
        Row("bounced or complained, not suppressed", books.Unsuppressed);
        Row("counters off", books.Miscounted);
        AnsiConsole.Write(grid);
        foreach (var example in books.Examples) Console.Out.WriteLine(example);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {report.Plan.Seed}, {report.Took.TotalSeconds:0} s{(report.Balances ? "" : $"; the books do not balance, the folder is kept: {report.Plan.Folder}")}"));
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Commands;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Core.Statistics;

namespace SesMailEngine.Cli.Statistics;

// sesmailengine stats --rebuild: counts every record again, compares with the daily counters, and corrects them when told to.
internal sealed class CounterProof(ICounterBooks books, TimeProvider clock)
{
    // A record is written before its counters: a difference has so long to go away by itself.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    // Exit code 0 when every counter is right, in the end.
    public async Task<int> RunAsync(bool corrects, OutputFormat output, CancellationToken cancellationToken)
    {
        var report = await CompareAsync(cancellationToken);
        foreach (var (day, added) in corrects ? report.Corrections : new Dictionary<string, DailyCounts>()) await books.CorrectAsync(day, added, cancellationToken);
        var corrected = corrects ? report.Corrections.Count : 0;
        if (output == OutputFormat.Json) Terminal.Json(ToJson(report, corrected));
        else Write(report, corrected);
        var isRight = report.IsExact || (corrects && report.Differences.All(difference => !difference.IsMoving));
        return isRight ? ExitCodes.Success : ExitCodes.Negative;
    }

    private async Task<CounterReport> CompareAsync(CancellationToken cancellationToken)
    {
        var before = await books.ListDaysAsync(cancellationToken);
        var audit = new CounterAudit();
        await foreach (var record in books.ReadRecordsAsync(cancellationToken)) audit.Add(record);
        var report = audit.Compare(before, await books.ListDaysAsync(cancellationToken));
        if (report.IsExact) return report;
        await Task.Delay(Settling, clock, cancellationToken);
        return audit.Compare(before, await books.ListDaysAsync(cancellationToken));
    }

    private static void Write(CounterReport report, int corrected)
    {
        static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
        Terminal.Line($"{Number(report.Records)} records, {Number(report.DaysCompared)} days compared");
        if (report.DaysPassedOver > 0)
            Terminal.Line($"[grey]{Number(report.DaysPassedOver)} days before {report.ComparedFrom ?? ""} were not compared: records of theirs have expired.[/]");
        foreach (var difference in report.Differences)
        {
            var note = difference.IsMoving ? ", but it changed meanwhile" : "";
            Terminal.Line($"  {difference.Day}  [bold]{difference.Counter,-17}[/] says {Number(difference.Told)}, the records say {Number(difference.Counted)}{note}");
        }
        if (report.IsExact) Terminal.Line($"[green]Every counter is what the records add up to.[/]");
        else if (corrected > 0) Terminal.Line($"[green]Corrected {corrected} days.[/]");
        else if (report.Corrections.Count > 0) Terminal.Line($"Nothing was changed. To set the counters right, when no mail flows: sesmailengine stats --rebuild --correct");
        if (report.Differences.Any(difference => difference.IsMoving)) Terminal.Line($"[yellow]Mail was flowing: run it again when it rests.[/]");
    }

    private static JsonObject ToJson(CounterReport report, int corrected) => new()
    {
        ["records"] = report.Records,
        ["daysCompared"] = report.DaysCompared,
        ["daysPassedOver"] = report.DaysPassedOver,
        ["comparedFrom"] = report.ComparedFrom,
        ["exact"] = report.IsExact,
        ["daysCorrected"] = corrected,
        ["differences"] = new JsonArray([.. report.Differences.Select(difference => new JsonObject
        {
            ["day"] = difference.Day,
            ["counter"] = difference.Counter,
            ["told"] = difference.Told,
            ["counted"] = difference.Counted,
            ["moving"] = difference.IsMoving,
        })]),
    };
}

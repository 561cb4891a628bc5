using System.Globalization;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using Spectre.Console;

namespace SesMailEngine.Cli.Statistics;

// The counters of days: a table, their sum, and the rates against what they may be.
internal static class StatisticsView
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    private static readonly (string Name, string Label, Func<DailyCounts, long> Of)[] Columns =
    [
        ("sent", "sent", c => c.Sent), ("delivered", "delivered", c => c.Delivered), ("opened", "opened", c => c.Opened),
        ("softBounced", "soft", c => c.SoftBounced), ("bounced", "bounced", c => c.Bounced), ("complained", "compl.", c => c.Complained),
        ("failed", "failed", c => c.Failed),
    ];

    public static void Write(IReadOnlyList<DayCounts> days, SendQuota quota, double? bounceLimit)
    {
        var table = new Table().Border(TableBorder.None).AddColumn(new TableColumn("[grey]day[/]").NoWrap());
        foreach (var (_, label, _) in Columns) table.AddColumn(new TableColumn($"[grey]{label}[/]").RightAligned().NoWrap());
        foreach (var day in days) Row(table, day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Counts);
        var sum = Sum(days);
        if (days.Count > 1) Row(table, "sum", sum);
        Terminal.Out.Write(table);
        if (days.Count > 1) Terminal.Line($"sent a day  [blue]{Sparkline(days.Select(day => day.Counts.Sent).ToList())}[/]");
        var limit = bounceLimit is { } most ? $"the guard closes above {Percent(most)}" : "SES reviews accounts above 5%";
        Rate("bounce rate", Share(sum.CountedBounces, sum.Sent), limit, bounceLimit ?? 0.05);
        Rate("complaint rate", Share(sum.CountedComplaints, sum.Sent), "SES reviews accounts above 0.1%", 0.001);
        if (quota.Max24HourSend > 0) Terminal.Line($"last 24 hours   {Number((long)quota.SentLast24Hours)} of {Number((long)quota.Max24HourSend)} that SES lets you send");
    }

    public static JsonObject ToJson(IReadOnlyList<DayCounts> days, SendQuota quota, double? bounceLimit)
    {
        var sum = Sum(days);
        return new JsonObject
        {
            ["days"] = new JsonArray([.. days.Select(day =>
            {
                var json = Counts(day.Counts);
                json.Insert(0, "day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                return json;
            })]),
            ["sum"] = Counts(sum),
            ["bounceRate"] = Share(sum.CountedBounces, sum.Sent),
            ["bounceRateThreshold"] = bounceLimit,
            ["complaintRate"] = Share(sum.CountedComplaints, sum.Sent),
            ["quota"] = new JsonObject { ["maxSendRate"] = quota.MaxSendRate, ["max24HourSend"] = quota.Max24HourSend, ["sentLast24Hours"] = quota.SentLast24Hours },
        };
    }

    // A bar for each day; none for a day without mail.
    public static string Sparkline(IReadOnlyList<long> numbers)
    {
        var most = Math.Max(1, numbers.Count == 0 ? 1 : numbers.Max());
        return string.Concat(numbers.Select(number => number <= 0 ? ' ' : Bars[(int)Math.Min(Bars.Length - 1, number * Bars.Length / most)]));
    }

    private static void Rate(string label, double rate, string limit, double most)
    {
        var color = rate > most ? "red" : rate > most / 2 ? "yellow" : "green";
        Terminal.Line($"{label,-14}  [{color}]{Percent(rate)}[/]  [grey]{limit}[/]");
    }

    private static void Row(Table table, string label, DailyCounts counts) =>
        table.AddRow([new Text(label), .. Columns.Select(column => new Text(Number(column.Of(counts))))]);

    private static JsonObject Counts(DailyCounts counts)
    {
        var json = new JsonObject(Columns.Select(column => new KeyValuePair<string, JsonNode?>(column.Name, column.Of(counts))));
        json["countedBounces"] = counts.CountedBounces;
        json["countedComplaints"] = counts.CountedComplaints;
        return json;
    }

    private static DailyCounts Sum(IReadOnlyList<DayCounts> days) => days.Aggregate(default(DailyCounts), (sum, day) => sum + day.Counts);

    private static double Share(long part, long whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 6);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

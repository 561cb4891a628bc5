using System.Globalization;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;
using Spectre.Console;

namespace SesMailEngine.Cli.Deploy;

// What was found, what will be made, and what it costs.
internal static class PlanView
{
    public static void WriteReport(DeployConsole console, PreflightReport report, InstallRequest request)
    {
        console.Fact("account", report.Account);
        console.Fact("region", report.Region);
        console.Fact("SES", report.Standing.IsProduction ? "production" : "sandbox: mail goes to verified addresses and the simulator only");
        console.Fact("quota", string.Create(
            CultureInfo.InvariantCulture,
            $"{Limit(report.Standing.MaxSendRate)} mails a second, {Limit(report.Standing.Max24HourSend)} a day, {report.Standing.SentLast24Hours:N0} sent in the last 24 hours"));
        if (request.Given.TryGetValue("DefaultSenderEmail", out var sender))
        {
            console.Fact("sender", report.VerifiedBy is { } identity ? $"{sender}, verified by {identity}" : $"{sender}, not verified");
        }
        console.Fact("stack", report.Stack is { } stack ? $"{stack.Name} is {stack.Status}" : $"{request.StackName}, new");
        if (report.Kept.Count > 0) console.Fact("taken over", string.Join(", ", report.Kept.Select(kept => kept.IdentifierValue)));
        console.Fact("code", $"s3://{request.BucketFor(report.Account, report.Region)}");
    }

    public static void WriteResources(DeployConsole console, InstallRequest request, PreflightReport report)
    {
        var kept = report.Kept.Select(resource => resource.LogicalId).ToHashSet(StringComparer.Ordinal);
        var made = request.Template.Resources.Where(resource => !kept.Contains(resource.LogicalId)).ToArray();
        console.Fact("will be made", string.Create(CultureInfo.InvariantCulture, $"{made.Length} resources: ")
            + string.Join(", ", made.GroupBy(resource => Word(resource.Type)).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"))));
        foreach (var (name, value) in request.Given.Where(pair => pair.Key != "DefaultSenderEmail").OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            console.Fact("parameter", $"{name} = {value}");
        }
    }

    public static void WriteCost(DeployConsole console)
    {
        long[] volumes = [10_000, 100_000, 1_000_000];
        var table = new Table().Border(TableBorder.Rounded).AddColumn("US dollars a month");
        foreach (var mails in volumes) table.AddColumn(new TableColumn(string.Create(CultureInfo.InvariantCulture, $"{mails:N0} mails")).RightAligned());
        foreach (var part in CostEstimate.Parts(0).Select(part => part.Part))
        {
            table.AddRow([part, .. volumes.Select(mails => Money(CostEstimate.Parts(mails).Single(other => other.Part == part).Cost))]);
        }
        table.AddRow(["Alarms, queues at rest", .. volumes.Select(_ => Money(CostEstimate.Fixed))]);
        table.AddRow(["[bold]Together[/]", .. volumes.Select(mails => $"[bold]{Money(CostEstimate.OfMonth(mails))}[/]")]);
        console.Console.Write(new Padder(table, new Padding(2, 0, 0, 0)));
        console.Note("List prices of us-east-1, without free tiers; docs/COST.md has the arithmetic.");
    }

    public static void WriteChanges(DeployConsole console, IReadOnlyList<ResourceChange> changes)
    {
        foreach (var change in changes)
        {
            var replaced = change.Replacement switch
            {
                "True" => "  is made anew",
                "Conditional" => "  may be made anew",
                _ => "",
            };
            var color = change.Action is "Remove" || change.Replacement == "True" ? "red" : change.Action == "Add" ? "green" : "yellow";
            console.Console.MarkupLineInterpolated($"  [{color}]{change.Action,-7}[/] {change.LogicalId} [grey]{change.Type}[/][red]{replaced}[/]");
        }
    }

    // SES says -1 where there is no limit.
    private static string Limit(double limit) => limit < 0 ? "any number of" : limit.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    private static string Word(string type) => type.StartsWith("AWS::", StringComparison.Ordinal) ? type[5..].Replace("::", " ", StringComparison.Ordinal) : type;
}

using System.Globalization;
using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Deploy;
using SesMailEngine.Cli.Output;
using Spectre.Console;

namespace SesMailEngine.Cli.Deploy;

// What a person sees of a deployment: numbered steps, and CloudFormation's events as they come. All of it goes to the log as well.
internal sealed class DeployConsole(DeployLog log) : IDeployProgress
{
    private readonly IAnsiConsole console = Terminal.Out;
    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private ProgressTask? bar;
    private int step;
    private int steps;

    public IAnsiConsole Console => console;

    public void Begin(int count) => (step, steps) = (0, count);

    public void Step(string title)
    {
        step++;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold blue]Step {step}/{steps}[/]  [bold]{title}[/]");
        log.Write("info", title, ("step", $"{step}/{steps}"));
    }

    public void Fact(string label, string value)
    {
        // Further lines of a long fact begin where its first does; what goes to a file is not wrapped.
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Width(14).Padding(2, 0, 1, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        grid.AddRow(new Text(label, Style.Parse("grey")), new Text(value));
        console.Write(grid);
        log.Write("info", $"{label}: {value}");
    }

    public void Note(string text)
    {
        console.MarkupLineInterpolated($"  {text}");
        log.Write("info", text);
    }

    public void Good(string text)
    {
        console.MarkupLineInterpolated($"  [green]{text}[/]");
        log.Write("info", text);
    }

    public void Moved(StackEvent step)
    {
        log.Write(
            step.IsFailure ? "error" : "info", $"{step.Status} {step.LogicalId}",
            ("type", step.Type), ("physicalId", step.PhysicalId), ("reason", step.Reason), ("at", step.At?.ToString("O", CultureInfo.InvariantCulture)));
        if (step.IsFailure)
        {
            console.MarkupLineInterpolated($"  [red]{step.Status,-16}[/] {step.LogicalId} [grey]{step.Type}[/]");
            if (step.Reason is { } reason) console.MarkupLineInterpolated($"    [red]{reason}[/]");
            return;
        }
        if (step.IsStack || !step.Status.EndsWith("_COMPLETE", StringComparison.Ordinal)) return;
        done.Add(step.LogicalId);
        bar?.Value = done.Count;
        var color = step.Status.StartsWith("DELETE", StringComparison.Ordinal) ? "grey" : "green";
        console.MarkupLineInterpolated($"  [{color}]{step.Status,-16}[/] {step.LogicalId} [grey]{step.Type}[/]");
    }

    // A bar below the events, on a terminal.
    public async Task<T> WithBarAsync<T>(string title, int total, Func<Task<T>> body)
    {
        done.Clear();
        if (!Terminal.IsPerson || total == 0) return await body();
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                bar = context.AddTask("  " + Markup.Escape(title), maxValue: total);
                try
                {
                    return await body();
                }
                finally
                {
                    bar = null;
                }
            });
    }

    public void Failed(DeployException failure)
    {
        var code = failure.ErrorCode is { } known ? $"  {known}" : "";
        Terminal.Errors.MarkupLineInterpolated($"[red bold]{failure.Message}[/][grey]{code}[/]");
        Terminal.Errors.MarkupLineInterpolated($"[bold]Fix:[/] {failure.Fix}");
        log.Write("error", failure.Message, ("kind", failure.Failure.ToString()), ("code", failure.ErrorCode), ("fix", failure.Fix),
            ("cause", failure.InnerException?.ToString()));
    }
}

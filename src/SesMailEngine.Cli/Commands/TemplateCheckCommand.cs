using System.CommandLine;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Templates.Checks;

namespace SesMailEngine.Cli.Commands;

// sesmailengine template check: what is wrong with a template, before a mail is sent with it.
internal static class TemplateCheckCommand
{
    public static Command Create()
    {
        var options = new TemplateOptions();
        var data = new Option<string?>("--data", "-d") { Description = "Variables to render with: a file, a JSON object, or - for standard input. Default: the template's sampleData", HelpName = "FILE" };
        var command = new Command("check", "Find what is wrong with a template before a mail is sent with it: missing files, syntax errors, "
            + "variables, a rendering that fails, HTML that Gmail would cut, images without alt text, links that lead nowhere. "
            + "The exit code is 1 when there are errors; warnings and notes alone give 0.");
        command.Options.Add(data);
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => CommandRunner.RunAsync(options.Target(parsed), async () =>
        {
            var variables = JsonArgument.Read(parsed.GetValue(data), "--data") ?? default;
            using var source = await options.OpenAsync(parsed, cancellationToken);
            var report = await new TemplateChecker(source.Store, TimeProvider.System).CheckAsync(source.Name, variables, cancellationToken);
            if (parsed.GetValue(options.Output) == OutputFormat.Json) Terminal.Json(ReportView.ToJson(report, source.Place));
            else ReportView.Write(Terminal.Out, report, source.Place);
            return report.HasErrors ? ExitCodes.Negative : ExitCodes.Success;
        }));
        return command;
    }
}

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Output;
using SesMailEngine.Cli.Templates;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Cli.Commands;

// sesmailengine template render: what a mail of a template would be.
internal static class TemplateRenderCommand
{
    public static Command Create()
    {
        var options = new TemplateOptions();
        var data = new Option<string?>("--data", "-d") { Description = "Variables: a JSON object, a file, or - for standard input. Default: the template's sampleData", HelpName = "FILE|JSON" };
        var part = new Option<TemplatePart>("--part") { Description = "What to print; html and text come as they are, for a file or a program", HelpName = "all|html|text|subject", DefaultValueFactory = _ => TemplatePart.All };
        var folder = new Option<string?>("--out") { Description = "Write subject.txt, message.html and message.txt into this folder instead of printing", HelpName = "DIR" };
        var command = new Command("render", "Render a template with its sample data, or with data of yours, as a mail would be.");
        command.Options.Add(data);
        command.Options.Add(part);
        command.Options.Add(folder);
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => CommandRunner.RunAsync(options.Target(parsed), async () =>
        {
            var given = JsonArgument.Read(parsed.GetValue(data), "--data");
            using var source = await options.OpenAsync(parsed, cancellationToken);
            var variables = given ?? await SampleAsync(source, cancellationToken);
            var result = await new TemplateRenderer(source.Store, TimeProvider.System).RenderAsync(new(source.Name, variables), cancellationToken);
            var output = parsed.GetValue(options.Output);
            if (result.Template is not { } rendered) return Fail(result, given is null, output);
            var wanted = parsed.GetValue(part);
            if (parsed.GetValue(folder) is { } into) await SaveAsync(rendered, wanted, into, output, cancellationToken);
            else if (output == OutputFormat.Json) Terminal.Json(RenderedView.ToJson(rendered));
            else RenderedView.Write(rendered, wanted);
            return ExitCodes.Success;
        }));
        return command;
    }

    // What is wrong with metadata.json, the rendering tells.
    private static async Task<JsonElement> SampleAsync(TemplateSource source, CancellationToken cancellationToken)
    {
        var file = await source.Store.ReadAsync($"{source.Name}/metadata.json", 262_144, cancellationToken);
        return file is null ? default : TemplateMetadataParser.Parse(file.Content, out _)?.SampleData ?? default;
    }

    private static int Fail(TemplateResult result, bool isSample, OutputFormat output)
    {
        var fix = result.Failure!.ErrorCode == ErrorCodes.RequiredVariablesMissing && isSample
            ? "Give data with --data, or add sampleData to metadata.json." : null;
        if (output == OutputFormat.Json) Terminal.Json(FailureView.ToJson(result, fix));
        else FailureView.Write(Terminal.Errors, result, fix);
        return ExitCodes.Negative;
    }

    private static async Task SaveAsync(
        RenderedTemplate rendered, TemplatePart wanted, string folder, OutputFormat output, CancellationToken cancellationToken)
    {
        var written = new JsonArray();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (part, name, content) in ((TemplatePart, string, string?)[])
            [
                (TemplatePart.Subject, "subject.txt", rendered.Subject), (TemplatePart.Html, "message.html", rendered.Html),
                (TemplatePart.Text, "message.txt", rendered.Text),
            ])
            {
                if (content is null || (wanted != TemplatePart.All && wanted != part)) continue;
                var path = Path.Combine(folder, name);
                await File.WriteAllTextAsync(path, content, cancellationToken);
                written.Add((JsonNode)path);
                if (output == OutputFormat.Text) Terminal.Line($"Wrote {path}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out: {exception.Message}");
        }
        if (output == OutputFormat.Json) Terminal.Json(new JsonObject { ["files"] = written });
    }
}

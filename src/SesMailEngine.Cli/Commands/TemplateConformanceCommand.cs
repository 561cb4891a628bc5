using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Output;
using SesMailEngine.Jinja.Conformance;

namespace SesMailEngine.Cli.Commands;

// sesmailengine template conformance: runs cases of what the reference implementation renders.
internal static class TemplateConformanceCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE.jsonl") { Description = "Cases, one JSON object a line" };
        var output = new Option<OutputFormat>("--output", "-o") { Description = "text for people, json for programs", HelpName = "text|json", DefaultValueFactory = _ => OutputFormat.Text };
        var command = new Command("conformance", "Render cases recorded from the reference and print each difference, then 'N of M passed'.") { file, output };
        command.SetAction((parsed, cancellationToken) => Run(parsed.GetValue(file)!, parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> Run(FileInfo file, OutputFormat output, CancellationToken cancellationToken)
    {
        if (!file.Exists) return CommandRunner.Usage($"There is no file {file.FullName}.");
        int total = 0, line = 0;
        var failures = new List<ConformanceFailure>();
        await foreach (var text in File.ReadLinesAsync(file.FullName, cancellationToken))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            ConformanceCase test;
            try
            {
                test = ConformanceCase.Parse(text);
            }
            catch (JsonException exception)
            {
                return CommandRunner.Usage(string.Create(CultureInfo.InvariantCulture, $"{file.Name}, line {line}, is no case: {exception.Message}"));
            }
            total++;
            if (ConformanceRunner.Run(test) is { } failure) failures.Add(failure);
        }
        Write(failures, total, output);
        return failures.Count == 0 ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static void Write(List<ConformanceFailure> failures, int total, OutputFormat output)
    {
        if (output == OutputFormat.Json)
        {
            Terminal.Json(new JsonObject
            {
                ["passed"] = total - failures.Count,
                ["total"] = total,
                ["failures"] = new JsonArray([.. failures.Select(f => new JsonObject
                {
                    ["id"] = f.Id, ["template"] = f.Template, ["expected"] = f.Expected, ["got"] = f.Actual,
                })]),
            });
            return;
        }
        foreach (var failure in failures)
        {
            Console.Out.WriteLine($"{failure.Id}\n  template  {failure.Template}\n  expected  {failure.Expected}\n  got       {failure.Actual}");
        }
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total - failures.Count} of {total} passed"));
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;
using SesMailEngine.Cli.Output;
using SesMailEngine.Cli.Suppression;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine suppression import: a list from a file. All of it is checked before the first entry is written.
internal static class SuppressionImportCommand
{
    private const int AtOnce = 8;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "*.csv with a column 'email', or *.json with one JSON object a line or one array" };
        var from = new Option<int>("--from-line") { Description = "Go on at this line after an import that was interrupted", HelpName = "N", DefaultValueFactory = _ => 1 };
        var dry = new Option<bool>("--dry-run") { Description = "Check the file and write nothing" };
        var endpoint = new EndpointOptions();
        var command = new Command(
            "import", "Add the addresses of a file. It is checked whole before anything is written; complaints there are stay complaints; "
            + "importing twice changes nothing.")
        { file, from, dry };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var entries = SuppressionFile.Read(parsed.GetValue(file)!, TimeProvider.System.GetUtcNow(), out var problems);
            if (problems.Count > 0)
            {
                foreach (var problem in problems.Take(20)) Terminal.Errors.WriteLine(problem, "red");
                throw new UsageException($"{(problems.Count > 20 ? $"{problems.Count} lines are wrong, of which 20 are shown. " : "")}Nothing was imported.");
            }
            var (written, kept, line) = (0, 0, 0);
            try
            {
                foreach (var batch in entries.Where(item => item.Line >= parsed.GetValue(from)).Chunk(AtOnce))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (parsed.GetValue(dry)) { written += batch.Length; continue; }
                    line = batch[0].Line;
                    foreach (var isWritten in await Task.WhenAll(batch.Select(item => ports.Suppression.AddAsync(item.Entry, CancellationToken.None))))
                    {
                        if (isWritten) written++;
                        else kept++;
                    }
                }
            }
            catch (Exception exception) when (exception is Core.Ports.PortException or OperationCanceledException)
            {
                Terminal.Errors.WriteLine($"{written + kept} entries are imported. To go on: --from-line {line}", "yellow");
                throw;
            }
            if (endpoint.IsJson(parsed)) Terminal.Json(new JsonObject { ["imported"] = written, ["keptComplaints"] = kept, ["dryRun"] = parsed.GetValue(dry) });
            else if (parsed.GetValue(dry)) Terminal.Line($"{written} entries are well; nothing was written");
            else Terminal.Line($"{written} entries imported{(kept > 0 ? $", {kept} that are complaints left as they are" : "")}");
            return ExitCodes.Success;
        });
    }
}

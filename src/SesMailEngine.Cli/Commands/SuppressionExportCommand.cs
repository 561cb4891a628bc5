using System.CommandLine;
using SesMailEngine.Cli.Output;
using SesMailEngine.Cli.Suppression;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Cli.Commands;

// sesmailengine suppression export: the whole list to a file.
internal static class SuppressionExportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to: *.csv, or *.json for one JSON object a line" };
        var type = SuppressionCommand.TypeOption();
        var endpoint = new EndpointOptions();
        var command = new Command("export", "Write the whole list to a file, in a form that import reads.") { file, type };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var target = parsed.GetValue(file)!;
            var format = SuppressionFile.FormatOf(target);
            var wanted = SuppressionCommand.ReadType(parsed.GetValue(type));
            var count = 0;
            try
            {
                // Not under its name until it is whole.
                var draft = target.FullName + ".part";
                await using (var writer = new StreamWriter(draft, append: false))
                {
                    if (format == SuppressionFormat.Csv) await writer.WriteLineAsync(SuppressionFile.Header);
                    string? after = null;
                    do
                    {
                        var page = await ports.SuppressionList.FindAsync(null, wanted, after, ISuppressionReader.MaxPage, cancellationToken);
                        foreach (var entry in page.Entries) await writer.WriteLineAsync(SuppressionFile.Write(entry, format).AsMemory(), cancellationToken);
                        count += page.Entries.Count;
                        after = page.Next;
                    }
                    while (after is not null);
                }
                File.Move(draft, target.FullName, overwrite: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"Cannot write {target.FullName}: {exception.Message}");
            }
            if (endpoint.IsJson(parsed)) Terminal.Json(new System.Text.Json.Nodes.JsonObject { ["exported"] = count, ["file"] = target.FullName });
            else Terminal.Line($"{count} entries written to {target.FullName}");
            return ExitCodes.Success;
        });
    }
}

using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SesMailEngine.Cli.Output;
using SesMailEngine.Cli.Templates;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Core.Templates.Checks;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine templates get, put and diff: between the bucket and a folder.
internal static partial class TemplateTransferCommands
{
    private const int MaxFile = 1 << 20;
    private const int MaxFiles = 100;

    public static Command Get()
    {
        var name = NameArgument();
        var folder = new Option<DirectoryInfo>("--to") { Description = "The folder to write into. Default: a folder of the template's name", HelpName = "DIR" };
        var endpoint = new EndpointOptions();
        var command = new Command("get", "Copy a template of the bucket into a folder, to look at it or change it.") { name, folder };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var template = Named(parsed.GetValue(name)!);
            var files = await ReadAsync(await ports.TemplatesAsync(cancellationToken), template, cancellationToken);
            if (files.Count == 0) throw new UsageException($"There is no template '{template}' in the bucket. See: sesmailengine templates list");
            var target = Path.GetFullPath(parsed.GetValue(folder)?.FullName ?? template);
            try
            {
                foreach (var (file, content) in files)
                {
                    var path = Path.GetFullPath(Path.Combine(target, file));
                    // A key of the bucket must not lead out of the folder.
                    if (!path.StartsWith(target + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new UsageException($"'{file}' leads out of the folder.");
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    await File.WriteAllBytesAsync(path, content, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"Cannot write {target}: {exception.Message}");
            }
            if (endpoint.IsJson(parsed)) Terminal.Json(new JsonObject { ["template"] = template, ["folder"] = target, ["files"] = new JsonArray([.. files.Keys.Select(f => JsonValue.Create(f))]) });
            else Terminal.Line($"{files.Count} files of {template} written to {target}");
            return ExitCodes.Success;
        });
    }

    public static Command Put()
    {
        var folder = FolderArgument();
        var force = new Option<bool>("--force") { Description = "Put it even though 'template check' finds errors" };
        var endpoint = new EndpointOptions();
        var command = new Command("put", "Copy a folder into the bucket as the template of its name, after checking it. Mails use it at once.") { folder, force };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var source = Folder(parsed.GetValue(folder)!);
            var template = source.Name;
            var files = await ReadAsync(source.Store, template, cancellationToken);
            if (files.Count == 0) throw new UsageException($"{source.Place} holds no file.");
            var report = await new TemplateChecker(source.Store, TimeProvider.System).CheckAsync(template, default, cancellationToken);
            if (report.HasErrors && !parsed.GetValue(force))
            {
                ReportView.Write(Terminal.Errors, report, source.Place);
                throw new UsageException("Nothing was put: mend the errors, or say --force.");
            }
            var store = await ports.TemplatesAsync(cancellationToken);
            // The metadata last: it names what the other files hold.
            foreach (var (file, content) in files.OrderBy(pair => pair.Key == "metadata.json")) await store.WriteAsync($"{template}/{file}", content, cancellationToken);
            if (endpoint.IsJson(parsed)) Terminal.Json(new JsonObject { ["template"] = template, ["files"] = new JsonArray([.. files.Keys.Select(f => JsonValue.Create(f))]) });
            else Terminal.Line($"[green]{template}[/]  {files.Count} files put into the bucket");
            return ExitCodes.Success;
        });
    }

    public static Command Diff()
    {
        var what = new Argument<string>("DIR|NAME") { Description = "A folder to compare with the bucket, or a name to compare the bucket with the starter of that name" };
        var endpoint = new EndpointOptions();
        var command = new Command("diff", "What differs between a folder (or a starter template) and the bucket. Exit code 1 when something does.") { what };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var given = parsed.GetValue(what)!;
            var source = Directory.Exists(given) ? Folder(new DirectoryInfo(given)) : new TemplateSource(new StarterTemplates(), Named(given), "starter");
            var mine = await ReadAsync(source.Store, source.Name, cancellationToken);
            var theirs = await ReadAsync(await ports.TemplatesAsync(cancellationToken), source.Name, cancellationToken);
            if (mine.Count == 0 && theirs.Count == 0) throw new UsageException($"There is no template '{source.Name}' on either side.");
            var differing = mine.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal)
                .Where(file => !(mine.TryGetValue(file, out var a) && theirs.TryGetValue(file, out var b) && a.AsSpan().SequenceEqual(b))).ToList();
            if (endpoint.IsJson(parsed))
            {
                Terminal.Json(new JsonArray([.. differing.Select(file => new JsonObject
                {
                    ["file"] = file, ["change"] = !mine.ContainsKey(file) ? "only in the bucket" : !theirs.ContainsKey(file) ? "not in the bucket" : "differs",
                })]));
            }
            else
            {
                foreach (var file in differing) Write(file, Text(theirs, file), Text(mine, file));
                if (differing.Count == 0) Terminal.Line($"[green]The same.[/]");
            }
            return differing.Count == 0 ? ExitCodes.Success : ExitCodes.Negative;
        });
    }

    private static Argument<string> NameArgument() => new("NAME") { Description = "The template's name" };

    private static Argument<DirectoryInfo> FolderArgument() => new("DIR") { Description = "The folder; its name is the template's" };

    private static string Named(string name) => Name().IsMatch(name) ? name : throw new UsageException($"'{name}' is no template name.");

    private static TemplateSource Folder(DirectoryInfo given)
    {
        var folder = new DirectoryInfo(given.FullName.TrimEnd(Path.DirectorySeparatorChar));
        return folder is { Exists: true, Parent: { } parent } && Name().IsMatch(folder.Name)
            ? new TemplateSource(new FolderTemplates(parent.FullName), folder.Name, folder.FullName)
            : throw new UsageException($"'{given}' is no template's folder.");
    }

    private static async Task<SortedDictionary<string, byte[]>> ReadAsync(ITemplateStore store, string name, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var files = await store.ListAsync(name, cancellationToken);
        if (files.Count > MaxFiles) throw new UsageException($"'{name}' has more than {MaxFiles} files.");
        foreach (var file in files)
        {
            if (await store.ReadAsync($"{name}/{file}", MaxFile, cancellationToken) is not { } content) continue;
            if (content.Length > MaxFile) throw new UsageException($"{name}/{file} is larger than 1 MiB.");
            found[file] = content.Content.ToArray();
        }
        return found;
    }

    private static string[] Text(SortedDictionary<string, byte[]> files, string file) =>
        files.TryGetValue(file, out var content) ? Encoding.UTF8.GetString(content).Split('\n') : [];

    // What both begin and end with is left out: changes of a template are mostly in one place.
    private static void Write(string file, string[] before, string[] after)
    {
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start]) start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        Terminal.Line($"[bold]{file}[/]  [grey]line {start + 1}[/]");
        foreach (var line in before[start..^end]) Terminal.Line($"[red]- {line}[/]");
        foreach (var line in after[start..^end]) Terminal.Line($"[green]+ {line}[/]");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

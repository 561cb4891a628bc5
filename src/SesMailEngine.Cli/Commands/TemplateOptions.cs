using System.CommandLine;
using System.Text.RegularExpressions;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Aws.Sts;
using SesMailEngine.Cli.Output;
using SesMailEngine.Cli.Templates;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Templates;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// What the commands on one template have in common: which template, and where it is.
internal sealed partial class TemplateOptions
{
    private readonly EndpointOptions endpoint = new();

    public Argument<string> Template { get; } = new("DIR|NAME")
    {
        Description = "A folder with template.html, template.txt and metadata.json (its neighbours can be included), "
            + "or the name of a template of the stack; without a running host, of a starter template",
    };

    public Option<OutputFormat> Output => endpoint.Output;

    public void AddTo(Command command)
    {
        command.Arguments.Add(Template);
        endpoint.AddTo(command);
    }

    public AwsTarget Target(ParseResult parsed) => endpoint.Target(parsed);

    // A folder wins over a name; a name that is nowhere is a usage error that says what there is.
    public async Task<TemplateSource> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var given = parsed.GetValue(Template)!;
        if (Directory.Exists(given)) return Folder(given);
        if (!TemplateName().IsMatch(given)) throw new UsageException($"There is no folder '{given}'.");
        var target = endpoint.Target(parsed);
        try
        {
            return await BucketAsync(target, endpoint.Names(parsed), given, cancellationToken);
        }
        catch (AwsServiceException exception) when (exception.StatusCode == 0 && !endpoint.IsGiven(parsed))
        {
            return await StarterAsync(given, target.EndpointUrl!, cancellationToken);
        }
    }

    private static TemplateSource Folder(string given)
    {
        var folder = new DirectoryInfo(Path.GetFullPath(given).TrimEnd(Path.DirectorySeparatorChar));
        return folder.Parent is { } parent
            ? new TemplateSource(new FolderTemplates(parent.FullName), folder.Name, folder.FullName)
            : throw new UsageException($"'{given}' is no template's folder.");
    }

    private static async Task<TemplateSource> BucketAsync(
        AwsTarget target, ResourceNames names, string name, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var account = await new StsClient(new AwsClient(http, target)).GetAccountAsync(cancellationToken);
        var bucket = (names with { AccountId = account }).TemplateBucket;
        var store = new BucketTemplates(target, bucket);
        try
        {
            if ((await store.ListAsync(name, cancellationToken)).Count == 0)
            {
                throw new UsageException(Missing(name, $"bucket {bucket}", await store.ListTemplatesAsync(cancellationToken)));
            }
            return new TemplateSource(store, name, $"bucket {bucket}");
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static async Task<TemplateSource> StarterAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        var store = new StarterTemplates();
        var starters = await store.ListTemplatesAsync(cancellationToken);
        var silent = $"No host answers at {address.GetLeftPart(UriPartial.Authority)}";
        if (!starters.Contains(name)) throw new UsageException($"{silent}. {Missing(name, "the starter templates", starters)}");
        Terminal.Errors.MarkupLineInterpolated($"[grey]{silent}; this is the starter template '{name}'.[/]");
        return new TemplateSource(store, name, "starter templates");
    }

    private static string Missing(string name, string place, IReadOnlyList<string> names) =>
        $"There is no folder '{name}' here, and no template of that name in {place}."
        + (names.Count == 0 ? "" : $" There {(names.Count == 1 ? "is" : "are")}: {string.Join(", ", names)}.");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex TemplateName();
}

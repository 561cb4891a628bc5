using SesMailEngine.Core.Errors;
using SesMailEngine.Jinja;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Outlines;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Core.Templates.Checks;

/// <summary>
/// Compiles the sources of a template and the files of the bucket they take in, and gathers the variables they use.
/// </summary>
/// <param name="reader">Reads files.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class SourceWalk(TemplateReader reader, FindingList findings)
{
    private static readonly JinjaOptions Options = new() { Undefined = UndefinedKind.Mail };

    // Names the language gives a meaning of its own in loops, macros and blocks.
    private static readonly string[] SpecialNames = ["loop", "self", "super", "caller", "varargs", "kwargs"];

    private readonly JinjaEnvironment environment = new(Options);
    private readonly Dictionary<string, SourceFile?> included = new(StringComparer.Ordinal);
    private readonly List<SourceFile> files = [];
    private readonly List<VariableUse> uses = [];

    /// <summary>All sources that compile, the template's own first.</summary>
    public IReadOnlyList<SourceFile> Files => [.. files, .. included.Values.OfType<SourceFile>()];

    /// <summary>All uses of variables.</summary>
    public IReadOnlyList<VariableUse> Uses => uses;

    /// <summary>True when a file is named by an expression: then more files and variables may take part than are known.</summary>
    public bool HasUnknownLinks { get; private set; }

    /// <summary>Walks a source of the template itself, and everything it takes in.</summary>
    /// <param name="file">The file it is in.</param>
    /// <param name="source">The source; null for none.</param>
    /// <param name="line">The line to name, for a text of metadata.json.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task AddAsync(string file, string? source, int? line, CancellationToken cancellationToken)
    {
        if (source is null || Compile(file, source, line) is not { } compiled) return;
        files.Add(compiled);
        await FollowAsync(new(file, [], HashSet(compiled.Outline.Defined), true), compiled, cancellationToken);
    }

    private SourceFile? Compile(string file, string source, int? line)
    {
        try
        {
            return new(file, source, environment.Compile(source), TemplateOutline.Of(source, Options), line);
        }
        catch (TemplateException broken)
        {
            findings.Syntax(file, broken, line);
            return null;
        }
    }

    private async Task FollowAsync(Way way, SourceFile source, CancellationToken cancellationToken)
    {
        foreach (var name in source.Template.Variables.Except(SpecialNames))
        {
            var reach = way.Given.Contains(name) ? VariableReach.Template
                : way.HasContext ? VariableReach.Data
                : VariableReach.Nowhere;
            uses.Add(new(name, way.Root, source.File, source.LineOf(name), reach));
        }
        foreach (var link in source.Outline.Links)
        {
            if (link.Names.Count == 0) HasUnknownLinks = true;
            var found = false;
            foreach (var name in link.Names)
            {
                if (await LoadAsync(name, cancellationToken) is not { } target) continue;
                found = true;
                var hasContext = way.HasContext && link.HasContext;
                if (!way.Visited.Add((name, hasContext))) continue;
                var inner = way with { HasContext = hasContext, Given = Given(way, source, link, target, hasContext) };
                await FollowAsync(inner, target, cancellationToken);
            }
            if (!found && link.Names.Count > 0 && !link.Names.Any(included.ContainsKey)) Missing(source, link);
        }
    }

    private static HashSet<string> Given(Way way, SourceFile source, TemplateLink link, SourceFile target, bool hasContext)
    {
        var given = HashSet(target.Outline.Defined);
        if (!hasContext) return given;
        given.UnionWith(way.Given);
        given.UnionWith(link.Kind == TemplateLinkKind.Extends ? source.Outline.Defined : source.Outline.Assigned);
        return given;
    }

    private async Task<SourceFile?> LoadAsync(string path, CancellationToken cancellationToken)
    {
        if (included.TryGetValue(path, out var known)) return known;
        if (!TemplatePath.IsSafe(path) || included.Count >= IncludedFiles.MaxFiles) return null;
        if (await reader.ReadIncludeAsync(path, cancellationToken) is not { } file) return null;
        if (file.Length > TemplatePath.MaxFileBytes)
        {
            findings.TooLarge(path, path, file.Length);
            return included[path] = null;
        }
        findings.CheckEncoding(path, file.Content.Span);
        return included[path] = Compile(path, TemplateReader.Decode(file.Content), null);
    }

    private void Missing(SourceFile source, TemplateLink link)
    {
        if (link.MayBeMissing) return;
        if (included.Count >= IncludedFiles.MaxFiles)
        {
            // Not looked for: rendering tells that there are too many.
            HasUnknownLinks = true;
            return;
        }
        findings.Add(new()
        {
            Severity = CheckSeverity.Error,
            Rule = CheckRules.MissingFile,
            File = source.File,
            Line = source.FixedLine ?? link.Line,
            Message = $"'{link.Names[0]}' does not exist.",
            Fix = "Names are paths below templates/, for example \"_layout/base.html\". Correct it, or upload the file.",
            ErrorCode = ErrorCodes.TemplateNotFound,
        });
    }

    private static HashSet<string> HashSet(IEnumerable<string> names) => new(names, StringComparer.Ordinal);

    // How a source was reached: from which file, with which names already set, and whether it sees the data.
    private sealed record Way(string Root, HashSet<(string Path, bool HasContext)> Visited, HashSet<string> Given, bool HasContext);
}

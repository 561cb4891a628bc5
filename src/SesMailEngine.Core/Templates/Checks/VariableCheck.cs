namespace SesMailEngine.Core.Templates.Checks;

/// <summary>Compares the variables a template uses with those its metadata declares.</summary>
/// <param name="metadata">metadata.json.</param>
/// <param name="lines">The lines of its fields.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class VariableCheck(TemplateMetadata metadata, MetadataLines lines, FindingList findings)
{
    private const string Required = "requiredVariables";
    private const string Optional = "optionalVariables";

    /// <summary>Checks.</summary>
    public void Run(SourceWalk walk)
    {
        Undeclared(walk.Uses);
        Unreachable(walk.Uses);
        // A file whose name is known only when a mail is rendered may use anything.
        if (walk.HasUnknownLinks) return;
        var used = walk.Uses.Where(use => use.Reach != VariableReach.Nowhere).Select(use => use.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in metadata.RequiredVariables.Where(name => !used.Contains(name)).Distinct())
        {
            findings.Warning(
                CheckRules.UnusedVariable, TemplatePath.Metadata, lines.LineOf(Required, name),
                $"'{name}' is required, and nothing uses it.",
                "Use it or take it out: a request without it fails for nothing.");
        }
        foreach (var name in metadata.OptionalVariables.Where(name => !used.Contains(name)).Distinct())
        {
            findings.Note(
                CheckRules.UnusedVariable, TemplatePath.Metadata, lines.LineOf(Optional, name),
                $"'{name}' is declared, and nothing uses it.", "Use it, or take it out of optionalVariables.");
        }
        OnlyInHtml(walk.Uses);
    }

    private void Undeclared(IReadOnlyList<VariableUse> uses)
    {
        var declared = metadata.RequiredVariables.Concat(metadata.OptionalVariables).ToHashSet(StringComparer.Ordinal);
        foreach (var use in uses.Where(use => use.Reach == VariableReach.Data && !declared.Contains(use.Name)).DistinctBy(use => use.Name))
        {
            findings.Warning(
                CheckRules.UndeclaredVariable, use.File, use.Line, $"'{use.Name}' is used and not declared.",
                "Add it to requiredVariables or optionalVariables in metadata.json, or correct its spelling.");
        }
    }

    private void Unreachable(IReadOnlyList<VariableUse> uses)
    {
        foreach (var use in uses.Where(use => use.Reach == VariableReach.Nowhere).DistinctBy(use => (use.File, use.Name)))
        {
            findings.Warning(
                CheckRules.UnreachableVariable, use.File, use.Line,
                $"'{use.Name}' has no value here: the file is taken in without context.",
                "Give it to the macro as an argument, or write 'with context' at the end of the import.");
        }
    }

    private void OnlyInHtml(IReadOnlyList<VariableUse> uses)
    {
        HashSet<string> In(string root) => uses.Where(use => use.Root == root).Select(use => use.Name).ToHashSet(StringComparer.Ordinal);
        var (html, text) = (In(TemplatePath.Html), In(TemplatePath.Text));
        foreach (var name in metadata.RequiredVariables.Where(name => html.Contains(name) && !text.Contains(name)).Distinct())
        {
            findings.Note(
                CheckRules.TextPart, TemplatePath.Text, null, $"'{name}' is in template.html and not in template.txt.",
                "Say it in template.txt too: some readers and every spam filter see only that.");
        }
    }
}

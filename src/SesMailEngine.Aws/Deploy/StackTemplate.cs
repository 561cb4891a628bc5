using System.Text;

namespace SesMailEngine.Aws.Deploy;

/// <summary>
/// The stack's template, as text. Read by its lines: names of parameters and resources stand at two spaces, everything that belongs
/// to them deeper; a test holds the file to that.
/// </summary>
public sealed class StackTemplate
{
    // What outlives the stack, with the property that names it (docs/decisions/0012).
    private static readonly string[] Retainable = ["EmailTrackingTable", "SuppressionTable", "DailyStatsTable", "TemplateBucket"];

    private readonly string[] lines;

    /// <summary>Reads a template.</summary>
    public StackTemplate(string text)
    {
        Text = text.ReplaceLineEndings("\n");
        lines = Text.Split('\n');
        Parameters = [.. Entries("Parameters").Select(entry => entry.Name)];
        Resources = [.. Entries("Resources").Select(entry => (entry.Name, TypeOf(entry.Lines)))];
    }

    /// <summary>The whole of it.</summary>
    public string Text { get; }

    /// <summary>The names of the parameters.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The resources with their types.</summary>
    public IReadOnlyList<(string LogicalId, string Type)> Resources { get; }

    /// <summary>The line about a parameter; empty when it has none.</summary>
    public string DescriptionOf(string parameter) =>
        Entries("Parameters").FirstOrDefault(entry => entry.Name == parameter).Lines
            ?.FirstOrDefault(line => line.StartsWith("    Description: ", StringComparison.Ordinal))?["    Description: ".Length..].Trim() ?? "";

    /// <summary>A template with nothing but resources that are there already, as a change set of type IMPORT wants it.</summary>
    /// <param name="logicalIds">Some of those that outlive the stack.</param>
    public string ForImport(IReadOnlyCollection<string> logicalIds)
    {
        if (logicalIds.Except(Retainable).FirstOrDefault() is { } other) throw new ArgumentException($"{other} does not outlive the stack.", nameof(logicalIds));
        var text = new StringBuilder();
        foreach (var line in lines.Where(line => line.StartsWith("AWSTemplateFormatVersion:", StringComparison.Ordinal)
            || line.StartsWith("Description:", StringComparison.Ordinal)))
        {
            text.Append(line).Append('\n');
        }
        text.Append("Parameters:\n");
        foreach (var line in Entries("Parameters").Single(entry => entry.Name == "Environment").Lines) text.Append(line).Append('\n');
        text.Append("Resources:\n");
        foreach (var entry in Entries("Resources").Where(entry => logicalIds.Contains(entry.Name)))
        {
            foreach (var line in entry.Lines)
            {
                text.Append(line.StartsWith("    DeletionPolicy:", StringComparison.Ordinal) ? "    DeletionPolicy: Retain" : line).Append('\n');
            }
        }
        return text.ToString();
    }

    private IEnumerable<(string Name, IReadOnlyList<string> Lines)> Entries(string section)
    {
        var start = Array.IndexOf(lines, section + ":");
        if (start < 0) yield break;
        string? name = null;
        var own = new List<string>();
        for (var i = start + 1; i < lines.Length && (lines[i].Length == 0 || lines[i][0] == ' '); i++)
        {
            var line = lines[i];
            if (line.Length > 2 && line.StartsWith("  ", StringComparison.Ordinal) && line[2] is not (' ' or '#'))
            {
                if (name is not null) yield return (name, own);
                name = line.Trim().TrimEnd(':');
                own = [];
            }
            if (name is not null && line.Trim().Length > 0 && !line.StartsWith("  #", StringComparison.Ordinal)) own.Add(line);
        }
        if (name is not null) yield return (name, own);
    }

    private static string TypeOf(IReadOnlyList<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith("    Type: ", StringComparison.Ordinal))?["    Type: ".Length..].Trim() ?? "";
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Templates;
using SesMailEngine.Core.Templates.Checks;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>
/// Template errors: which file is missing, where metadata.json is broken, which variables were required and which of them
/// came, where the source is wrong.
/// </summary>
/// <param name="words">How commands and addresses are written.</param>
public sealed class TemplateTree(AnswerWords words)
{
    private const int ClosestDistance = 3;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Explains a template error of a mail or of a message.</summary>
    public Finding Explain(ErrorFacts error)
    {
        var name = error.Template?.Name ?? error.Record?.TemplateName ?? NameIn(error.Message) ?? "NAME";
        var start = new ErrorTree(words).Start(error, "template.failed");
        var check = Match(error);
        var mended = error.Template is { } now && !now.Report.HasErrors && error.Entry.Code != ErrorCodes.RequiredVariablesMissing
            && error.Entry.Code != ErrorCodes.UndefinedVariable;
        return start with
        {
            Facts = [.. start.Facts, .. Facts(error), .. Place(check)],
            Excerpt = check?.Excerpt,
            WhatHappened = start.WhatHappened + Now(error, mended),
            Steps = mended ? [new("The template is sound now: send the request again under a new emailId.", Trial(name, error.Template, null))] : Steps(error, name),
            Verify = words.Command("template check", name),
        };
    }

    /// <summary>What the checks of a template found, as findings for the stack's check-up; nothing wrong gives none.</summary>
    public IEnumerable<Finding> Errors(TemplateFacts template) => template.Report.Findings
        .Where(finding => finding.Severity == CheckSeverity.Error)
        .Take(3)
        .Select(found => new Finding
        {
            Id = "template.broken",
            Code = found.ErrorCode ?? "TEMPLATE",
            Title = $"Template '{template.Name}': {found.Message}",
            Severity = FindingSeverity.Problem,
            WhatHappened = $"Mail with the template '{template.Name}' fails.",
            Facts = [.. Place(found)],
            Excerpt = found.Excerpt,
            Steps = [new(found.Fix), new("A changed template is in use after 5 minutes at the latest.")],
            Verify = words.Command("template check", template.Name),
            Document = AnswerDocuments.Templates,
        });

    /// <summary>A template by its name: what is wrong with it, or that nothing is.</summary>
    public IEnumerable<Finding> Now(TemplateFacts template) => Errors(template).DefaultIfEmpty(new Finding
    {
        Id = "template.sound",
        Code = "TEMPLATE_OK",
        Title = $"Template '{template.Name}' has no errors",
        Severity = FindingSeverity.Fine,
        WhatHappened = template.Metadata is { RequiredVariables: { Count: > 0 } required }
            ? $"Mails with it need the variables {string.Join(", ", required)} in templateData."
            : "It requires no variables.",
        Verify = words.Command("template check", template.Name),
        Document = AnswerDocuments.Templates,
    });

    /// <summary>True for a text that could be a template's name.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 128 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The variables a message says are missing; empty when it says nothing of the kind.</summary>
    internal static IReadOnlyList<string> MissingNames(string? message)
    {
        var open = message?.IndexOf("['", StringComparison.Ordinal) ?? -1;
        var close = open < 0 ? -1 : message!.IndexOf(']', open);
        if (close < 0) return [];
        return [.. message![(open + 1)..close].Split(',', StringSplitOptions.TrimEntries).Select(name => name.Trim('\'', '"'))];
    }

    /// <summary>The name among others that was probably meant; null when none is near.</summary>
    internal static string? Closest(string name, IEnumerable<string> others) => others
        .Select(other => (Other: other, Distance: Distance(name.ToLowerInvariant(), other.ToLowerInvariant())))
        .Where(pair => pair.Distance <= ClosestDistance && pair.Distance < name.Length)
        .OrderBy(pair => pair.Distance).Select(pair => pair.Other).FirstOrDefault();

    /// <summary>The template a message names; null for none.</summary>
    public static string? NameIn(string? message)
    {
        var open = message?.IndexOf("emplate '", StringComparison.Ordinal) ?? -1;
        if (open < 0) return null;
        var from = open + "emplate '".Length;
        var end = message!.IndexOf('\'', from);
        return end > from ? message[from..end] : null;
    }

    private static CheckFinding? Match(ErrorFacts error) =>
        error.Template?.Report.Findings.FirstOrDefault(finding => finding.ErrorCode == error.Entry.Code);

    private static IEnumerable<FindingFact> Facts(ErrorFacts error)
    {
        if (error.Entry.Code == ErrorCodes.RequiredVariablesMissing)
        {
            var missing = MissingNames(error.Message);
            if (error.Template?.Metadata is { } metadata)
            {
                yield return new("required", string.Join(", ", metadata.RequiredVariables));
                var given = metadata.RequiredVariables.Except(missing).ToArray();
                yield return new("came", given.Length == 0 ? "none of them" : string.Join(", ", given));
            }
            if (missing.Count > 0) yield return new("missing", string.Join(", ", missing));
        }
        if (error.Entry.Code == ErrorCodes.TemplateNotFound && error.Template is { Others: { Count: > 0 } others } template)
        {
            if (Closest(template.Name, others) is { } closest) yield return new("nearest name", closest);
            yield return new("templates", string.Join(", ", others.Take(12)) + (others.Count > 12 ? ", …" : ""));
        }
    }

    private static IEnumerable<FindingFact> Place(CheckFinding? check)
    {
        if (check is null) yield break;
        var column = check.Column is { } at ? $", column {at}" : "";
        yield return new("place", check.Line is { } line ? $"{check.File}, line {line}{column}" : check.File);
        yield return new("now", check.Message);
    }

    private static string Now(ErrorFacts error, bool mended)
    {
        if (error.Template is not { } template) return "";
        if (mended) return " By now the template has no errors any more.";
        return template.Report.Findings.Any(finding => finding.ErrorCode == error.Entry.Code) ? " The template still has this error." : "";
    }

    private FixStep[] Steps(ErrorFacts error, string name) => error.Entry.Code switch
    {
        ErrorCodes.RequiredVariablesMissing =>
        [
            new($"Put {Names(MissingNames(error.Message))} into templateData and publish the request under a new emailId. This sends such a mail to the simulator:",
                Trial(name, error.Template, MissingNames(error.Message))),
            new("If the template works without them, take them out of requiredVariables in metadata.json, and give them a default in the template."),
        ],
        ErrorCodes.UndefinedVariable =>
        [
            new("Send the variable in templateData under a new emailId, or make it optional: {{ name | default('…') }} or {% if name %}.",
                Trial(name, error.Template, [])),
            new("A variable every mail needs belongs into requiredVariables of metadata.json: then its absence is told before rendering."),
        ],
        ErrorCodes.TemplateNotFound =>
        [
            new(error.Template is { Others: { } others } && Closest(name, others) is { } closest
                ? $"Use the right name: '{closest}' looks like the one meant. Upper and lower case differ."
                : "Check the spelling of templateName; upper and lower case differ."),
            new("If it is a starter template, install it.", words.Command("seed")),
            new("Otherwise upload its folder with template.html, template.txt and metadata.json; check the folder first.", words.Command("template check", $"./{name}")),
            new("Send the request again under a new emailId."),
        ],
        ErrorCodes.TemplateHtmlMissing or ErrorCodes.TemplateTextMissing or ErrorCodes.TemplateMetadataMissing =>
        [
            new(error.Entry.Fix),
            new("See whether all three files are there now.", words.Command("template check", name)),
            new("Send the request again under a new emailId."),
        ],
        _ =>
        [
            new(error.Entry.Fix),
            new("See what else is wrong with the template before uploading it.", words.Command("template check", name)),
            new("A changed template is in use after 5 minutes at the latest; then send the request again under a new emailId."),
        ],
    };

    // A command that works as it stands: sample data where the template has some, else its own names as values.
    private string Trial(string name, TemplateFacts? template, IReadOnlyList<string>? missing)
    {
        var data = new JsonObject();
        var sample = template?.Metadata?.SampleData ?? default;
        foreach (var variable in (template?.Metadata?.RequiredVariables ?? []).Concat(missing ?? []).Distinct())
        {
            data[variable] = sample.ValueKind == JsonValueKind.Object && sample.TryGetProperty(variable, out var value)
                ? JsonNode.Parse(value.GetRawText())
                : JsonValue.Create(variable);
        }
        return words.Command("send --to success@simulator.amazonses.com --template", name, "--data", data.ToJsonString(Relaxed));
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "the missing variables" : string.Join(", ", names);

    // Levenshtein over names of at most 128 characters.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}

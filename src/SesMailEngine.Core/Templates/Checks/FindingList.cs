using System.Globalization;
using System.Text.Unicode;
using SesMailEngine.Core.Errors;
using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Core.Templates.Checks;

/// <summary>Gathers findings.</summary>
internal sealed class FindingList
{
    // A template of a stranger may be wrong in every line; nobody reads more than this.
    private const int MaxPerRule = 50;

    private readonly List<CheckFinding> findings = [];

    /// <summary>True when an error of a kind was found.</summary>
    public bool HasError(params ReadOnlySpan<string> rules)
    {
        foreach (var finding in findings)
        {
            if (finding.Severity == CheckSeverity.Error && rules.Contains(finding.Rule)) return true;
        }
        return false;
    }

    /// <summary>True when a failure of one of these codes of the catalogue was found.</summary>
    public bool HasCode(IReadOnlyCollection<string> codes) =>
        findings.Any(finding => finding.ErrorCode is { } code && codes.Contains(code));

    /// <summary>The findings, the worst first, then by file and line.</summary>
    public IReadOnlyList<CheckFinding> Sorted() =>
    [
        .. findings.OrderBy(finding => finding.Severity).ThenBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line ?? 0),
    ];

    /// <summary>Adds a finding; the same one twice counts once.</summary>
    public void Add(CheckFinding finding)
    {
        if (findings.Contains(finding) || findings.Count(other => other.Rule == finding.Rule) >= MaxPerRule) return;
        findings.Add(finding);
    }

    /// <summary>Adds an error.</summary>
    public void Error(string rule, string file, int? line, string message, string fix) =>
        Add(new() { Severity = CheckSeverity.Error, Rule = rule, File = file, Line = line, Message = message, Fix = fix });

    /// <summary>Adds a warning.</summary>
    public void Warning(string rule, string file, int? line, string message, string fix) =>
        Add(new() { Severity = CheckSeverity.Warning, Rule = rule, File = file, Line = line, Message = message, Fix = fix });

    /// <summary>Adds a note.</summary>
    public void Note(string rule, string file, int? line, string message, string fix) =>
        Add(new() { Severity = CheckSeverity.Note, Rule = rule, File = file, Line = line, Message = message, Fix = fix });

    /// <summary>Adds an error of the catalogue, whose fix it takes.</summary>
    public void Error(string rule, string file, string code, params ReadOnlySpan<string> arguments) => Add(new()
    {
        Severity = CheckSeverity.Error,
        Rule = rule,
        File = file,
        Message = ErrorCatalogue.Format(code, arguments),
        Fix = ErrorCatalogue.Find(code)!.Fix,
        ErrorCode = code,
    });

    /// <summary>Adds every error of a source that does not compile.</summary>
    /// <param name="file">The file the source is in.</param>
    /// <param name="broken">What the compiler said.</param>
    /// <param name="line">The line to name instead of the source's own, for a source that is one text of a file.</param>
    public void Syntax(string file, TemplateException broken, int? line = null)
    {
        foreach (var error in broken.Siblings.Count > 0 ? broken.Siblings : [broken])
        {
            Add(new()
            {
                Severity = CheckSeverity.Error,
                Rule = CheckRules.Syntax,
                File = file,
                Line = line ?? (error.Line > 0 ? error.Line : null),
                Column = line is null && error.Column > 0 ? error.Column : null,
                Message = error.Message,
                Fix = "Correct the place the carets show.",
                Excerpt = error.Place?.Excerpt,
                ErrorCode = ErrorCodes.TemplateSyntax,
            });
        }
    }

    /// <summary>Adds the error of a file that is larger than the engine reads.</summary>
    /// <param name="file">The file.</param>
    /// <param name="template">The template, or the path of an included file, as the message names it.</param>
    /// <param name="length">Its bytes.</param>
    public void TooLarge(string file, string template, long length) => Error(
        CheckRules.FileSize, file, ErrorCodes.TemplateTooLarge, template, length.ToString(CultureInfo.InvariantCulture),
        TemplatePath.MaxFileBytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>Warns of a file that is not UTF-8.</summary>
    public void CheckEncoding(string file, ReadOnlySpan<byte> content)
    {
        if (Utf8.IsValid(content)) return;
        Warning(
            CheckRules.Encoding, file, null, "The file is not UTF-8; letters outside ASCII turn into \uFFFD.",
            "Save it as UTF-8 in your editor.");
    }

    /// <summary>A number of bytes as people read it: <c>102,400</c>.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

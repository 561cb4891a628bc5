namespace SesMailEngine.Core.Templates.Checks;

/// <summary>All that the checks of one template found.</summary>
/// <param name="TemplateName">The template's folder.</param>
/// <param name="Findings">The findings, the worst first.</param>
/// <param name="Rendered">The template rendered with the data of the check; null when it was not, or could not be.</param>
public sealed record CheckReport(string TemplateName, IReadOnlyList<CheckFinding> Findings, RenderedTemplate? Rendered)
{
    /// <summary>True when mails of this template fail or do harm.</summary>
    public bool HasErrors => Count(CheckSeverity.Error) > 0;

    /// <summary>How many findings there are of a severity.</summary>
    public int Count(CheckSeverity severity) => Findings.Count(finding => finding.Severity == severity);
}

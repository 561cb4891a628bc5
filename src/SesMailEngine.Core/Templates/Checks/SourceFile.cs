namespace SesMailEngine.Core.Templates.Checks;

/// <summary>A source of a template that compiles.</summary>
/// <param name="File">The file it is in.</param>
/// <param name="Source">Its text.</param>
/// <param name="Template">The compiled source.</param>
/// <param name="Outline">The names and links of the source.</param>
/// <param name="FixedLine">The line to name for everything in it: set for the texts of metadata.json.</param>
internal sealed record SourceFile(
    string File, string Source, Jinja.Template Template, Jinja.Outlines.TemplateOutline Outline, int? FixedLine)
{
    /// <summary>The first line that reads a variable; null when unknown.</summary>
    public int? LineOf(string variable) => FixedLine ?? (Outline.LineOf(variable) is > 0 and var line ? line : null);
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Templates;

/// <summary>The three files of a template as they were read, or what is wrong with them.</summary>
internal sealed record TemplateFiles
{
    /// <summary>What is wrong; then nothing else is set.</summary>
    public FailureFacts? Problem { get; init; }

    /// <summary>metadata.json.</summary>
    public TemplateMetadata Metadata { get; init; } = new();

    /// <summary>The source of template.html.</summary>
    public string Html { get; init; } = "";

    /// <summary>The source of template.txt.</summary>
    public string Text { get; init; } = "";
}

using SesMailEngine.Core.Templates;
using SesMailEngine.Core.Templates.Checks;

namespace SesMailEngine.Core.Diagnosis.Facts;

/// <summary>What a template looks like now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Report">What the checks say of it.</param>
/// <param name="Metadata">Its metadata; null when missing or broken.</param>
/// <param name="Others">The names of all templates there are, to find a misspelt one; empty when not read.</param>
public sealed record TemplateFacts(string Name, CheckReport Report, TemplateMetadata? Metadata, IReadOnlyList<string> Others);

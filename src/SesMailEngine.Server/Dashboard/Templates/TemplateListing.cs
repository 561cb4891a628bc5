using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Server.Dashboard.Templates;

/// <summary>What the list tells of a template.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Metadata">Its metadata; null when that cannot be read.</param>
/// <param name="Problem">Why not.</param>
/// <param name="StarterVersion">The version of the starter template of that name in this program; null when there is none.</param>
internal sealed record TemplateListing(string Name, TemplateMetadata? Metadata, string? Problem, string? StarterVersion)
{
    /// <summary>Reads one.</summary>
    public static async Task<TemplateListing> ReadAsync(
        ITemplateStore store, ITemplateStore starters, string name, CancellationToken cancellationToken)
    {
        var starter = await MetadataAsync(starters, name, cancellationToken);
        var (metadata, problem) = await MetadataAsync(store, name, cancellationToken);
        return new(name, metadata, problem, starter.Metadata is null ? null : starter.Metadata.Version ?? "");
    }

    private static async Task<(TemplateMetadata? Metadata, string? Problem)> MetadataAsync(
        ITemplateStore store, string name, CancellationToken cancellationToken)
    {
        var file = await store.ReadAsync($"{name}/metadata.json", TemplateTexts.MaxFileBytes, cancellationToken);
        if (file is null) return (null, "has no metadata.json");
        if (file.Length > TemplateTexts.MaxFileBytes) return (null, "metadata.json is too large");
        var metadata = TemplateMetadataParser.Parse(file.Content, out var problem);
        return (metadata, problem);
    }
}

using SesMailEngine.Core.Ports;

namespace SesMailEngine.Embedded.Files;

/// <summary>The templates of the bucket's folder.</summary>
internal sealed class TemplateStore(TemplateFolder folder) : ITemplateStore
{
    private const string Root = "templates/";

    /// <inheritdoc/>
    public async Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken) =>
        await folder.ReadAsync(Root + path, maxBytes, cancellationToken) is { } file
            ? new TemplateFile(file.Content, file.Length)
            : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken)
    {
        var prefix = $"{Root}{templateName}/";
        var names = new List<string>();
        await foreach (var found in folder.ListAsync(prefix, null, cancellationToken)) names.Add(found.Key[prefix.Length..]);
        return names;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var found in folder.ListAsync(Root, null, cancellationToken))
        {
            var slash = found.Key.IndexOf('/', Root.Length);
            if (slash > 0) names.Add(found.Key[Root.Length..slash]);
        }
        return [.. names];
    }

    /// <inheritdoc/>
    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        folder.PutAsync(Root + path, content, cancellationToken);
}

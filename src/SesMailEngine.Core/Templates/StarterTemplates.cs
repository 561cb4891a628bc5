using System.Reflection;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Templates;

/// <summary>The starter templates that are part of the program: what the seeder installs from. Read only.</summary>
public sealed class StarterTemplates : ITemplateStore
{
    // Resources are named templates/welcome/template.html, as the project file says.
    private const string Root = "templates/";

    private readonly Assembly _assembly = typeof(StarterTemplates).Assembly;
    private readonly SortedSet<string> _paths;

    /// <summary>Finds what is there.</summary>
    public StarterTemplates() => _paths = new(
        _assembly.GetManifestResourceNames().Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal)).Select(name => name[Root.Length..]),
        StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        if (!_paths.Contains(path)) return null;
        await using var stream = _assembly.GetManifestResourceStream(Root + path)!;
        if (stream.Length > maxBytes) return new TemplateFile(default, stream.Length);
        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return new TemplateFile(content, content.Length);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken)
    {
        var prefix = templateName + "/";
        return Task.FromResult<IReadOnlyList<string>>(
            [.. _paths.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => path[prefix.Length..])]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _paths.Select(path => path[..path.IndexOf('/', StringComparison.Ordinal)]).Distinct()]);

    /// <inheritdoc/>
    /// <exception cref="PortException">Always: they are part of the program.</exception>
    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        throw new PortException("The starter templates cannot be written.", false, "AccessDenied");
}

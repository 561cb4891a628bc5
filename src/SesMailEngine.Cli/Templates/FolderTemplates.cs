using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Templates;

// Templates in a folder on this machine, read only: each is a folder in it, as below templates/ in a bucket. Hidden files
// and links are left alone, so that a template from elsewhere cannot include what lies beside it by chance.
internal sealed class FolderTemplates(string root) : ITemplateStore
{
    public async Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        if (Find(path) is not { } file) return null;
        try
        {
            return file.Length > maxBytes
                ? new TemplateFile(default, file.Length)
                : new TemplateFile(await File.ReadAllBytesAsync(file.FullName, cancellationToken), file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PortException(exception.Message, false, "AccessDenied", exception);
        }
    }

    public Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(Path.Combine(root, templateName));
        return Task.FromResult<IReadOnlyList<string>>(folder.Exists ? [.. folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)] : []);
    }

    public Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [.. new DirectoryInfo(root).EnumerateDirectories().Select(folder => folder.Name).Order(StringComparer.Ordinal)]);

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        throw new PortException("This folder is only read.", false, "AccessDenied");

    // The template's own folder may have any name; below it nothing may be hidden or a link.
    private FileInfo? Find(string path)
    {
        var parts = path.Split('/');
        if (parts.Skip(1).Any(part => part is "" || part.StartsWith('.')) || parts[0] is "" or "." or "..") return null;
        FileSystemInfo? found = null;
        var current = root;
        for (var i = 0; i < parts.Length; i++)
        {
            current = Path.Combine(current, parts[i]);
            found = i == parts.Length - 1 ? new FileInfo(current) : new DirectoryInfo(current);
            if (!found.Exists || (i > 0 && found.LinkTarget is not null)) return null;
        }
        return found as FileInfo;
    }
}

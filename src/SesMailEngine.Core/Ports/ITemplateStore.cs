namespace SesMailEngine.Core.Ports;

/// <summary>
/// The template bucket: keys <c>templates/{name}/{file}</c>. Throws <see cref="PortException"/> when it does not answer or
/// denies access (error name <c>AccessDenied</c>).
/// </summary>
public interface ITemplateStore
{
    /// <summary>
    /// Reads a file under <c>templates/</c>, for example <c>welcome/template.html</c>. Null when it does not exist. A file longer than
    /// <paramref name="maxBytes"/> is not read whole: only its length is told.
    /// </summary>
    Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken);

    /// <summary>The file names in a template's folder; empty when the folder does not exist.</summary>
    Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken);

    /// <summary>The names of all template folders, sorted.</summary>
    Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken);

    /// <summary>Writes a file under <c>templates/</c>, replacing what is there.</summary>
    Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}

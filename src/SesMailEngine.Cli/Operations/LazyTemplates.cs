using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Operations;

// The template bucket's name takes a call to find out; most questions need no template.
internal sealed class LazyTemplates : ITemplateStore
{
    private readonly Lazy<Task<ITemplateStore>> store;

    // Shared by all readers: no single one may cancel it for the others.
    public LazyTemplates(StackPorts ports) => store = new(() => ports.TemplatesAsync(CancellationToken.None));

    public async Task<TemplateFile?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken) =>
        await (await store.Value.WaitAsync(cancellationToken)).ReadAsync(path, maxBytes, cancellationToken);

    public async Task<IReadOnlyList<string>> ListAsync(string templateName, CancellationToken cancellationToken) =>
        await (await store.Value.WaitAsync(cancellationToken)).ListAsync(templateName, cancellationToken);

    public async Task<IReadOnlyList<string>> ListTemplatesAsync(CancellationToken cancellationToken) =>
        await (await store.Value.WaitAsync(cancellationToken)).ListTemplatesAsync(cancellationToken);

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        throw new PortException("Templates are only read here.", false, "AccessDenied");
}

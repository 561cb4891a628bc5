using SesMailEngine.Core.Ports;

namespace SesMailEngine.Cli.Templates;

// A template and where it was found.
internal sealed record TemplateSource(ITemplateStore Store, string Name, string Place) : IDisposable
{
    public void Dispose() => (Store as IDisposable)?.Dispose();
}

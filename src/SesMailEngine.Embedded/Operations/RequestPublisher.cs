using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Bus;

namespace SesMailEngine.Embedded.Operations;

/// <summary>Puts requests on this host's bus.</summary>
/// <param name="bus">The bus.</param>
internal sealed class RequestPublisher(IEventBus bus) : IRequestPublisher
{
    /// <inheritdoc/>
    public Task PublishAsync(string source, string detailJson, CancellationToken cancellationToken) =>
        bus.PutAsync([new BusEvent(source, "Email Request", detailJson)], cancellationToken);
}

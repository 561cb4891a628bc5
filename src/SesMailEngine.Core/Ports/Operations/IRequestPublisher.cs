namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Puts requests on the stack's bus, as producers do.</summary>
public interface IRequestPublisher
{
    /// <summary>Publishes an <c>Email Request</c>.</summary>
    /// <param name="source">Who says it.</param>
    /// <param name="detailJson">The request: a JSON object.</param>
    /// <param name="cancellationToken">Ends it before it is on the bus.</param>
    /// <exception cref="PortException">The bus does not answer or refuses the event.</exception>
    Task PublishAsync(string source, string detailJson, CancellationToken cancellationToken);
}

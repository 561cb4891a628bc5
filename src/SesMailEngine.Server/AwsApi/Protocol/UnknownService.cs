namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Stands for every service this host does not have: answers each request as an unknown operation.</summary>
/// <param name="signingName">The name the request gave; empty when it gave none.</param>
/// <param name="protocol">The REST protocol to answer in when the request is neither JSON nor query.</param>
internal sealed class UnknownService(string signingName, AwsProtocol protocol) : IAwsService
{
    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new(signingName) { RestProtocol = protocol };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken) => throw request.UnknownOperation();
}

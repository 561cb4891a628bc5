namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>
/// One service of the endpoint. The dispatcher has told the request apart, read its body (unless
/// <see cref="AwsServiceTraits.StreamsBody"/>) and verified its signature before it calls.
/// </summary>
internal interface IAwsService
{
    /// <summary>How the service is recognised and how its errors look.</summary>
    AwsServiceTraits Traits { get; }

    /// <summary>
    /// Answers one request. A refusal is thrown as <see cref="AwsException"/>; an operation the service does not know as
    /// <see cref="AwsRequest.UnknownOperation"/>. Anything else thrown is logged and answered with the service's 500.
    /// </summary>
    Task HandleAsync(AwsRequest request, CancellationToken cancellationToken);
}

using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;
using SesMailEngine.Server.AwsApi.Ses.Query;
using SesMailEngine.Server.AwsApi.Ses.Rest;
using SesMailEngine.Server.AwsApi.Ses.Sending;

namespace SesMailEngine.Server.AwsApi.Ses;

/// <summary>
/// Amazon SES in both its APIs: version 1 in the query protocol (https://docs.aws.amazon.com/ses/latest/APIReference/Welcome.html) and
/// version 2 in REST-JSON below <c>/v2/email/</c> (https://docs.aws.amazon.com/ses/latest/APIReference-V2/Welcome.html). They share a
/// signing name, so they are one service here.
/// </summary>
internal sealed class SesService : IAwsService
{
    private readonly QueryApi _query;
    private readonly RestApi _rest;

    /// <summary>Makes the service.</summary>
    public SesService(SesAccount account, DirectSender sender)
    {
        _query = new QueryApi(account, sender);
        _rest = new RestApi(account, sender);
    }

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("ses")
    {
        QueryVersion = "2010-12-01",
        XmlNamespace = "http://ses.amazonaws.com/doc/2010-12-01/",
        PathPrefixes = [RestApi.Root],
        // A message of 40 MB in base64, and what surrounds it.
        MaxBodyBytes = 60 << 20,
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken) => request.Protocol switch
    {
        AwsProtocol.Query => _query.HandleAsync(request, cancellationToken),
        AwsProtocol.RestJson => _rest.HandleAsync(request, cancellationToken),
        _ => throw request.UnknownOperation(),
    };
}

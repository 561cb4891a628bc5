using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sts;

/// <summary>AWS STS, as far as asking who one is (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).</summary>
/// <param name="names">The stack's names: its account is everybody's here.</param>
internal sealed class StsService(ResourceNames names) : IAwsService
{
    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("sts")
    {
        QueryVersion = "2011-06-15",
        XmlNamespace = "https://sts.amazonaws.com/doc/2011-06-15/",
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        if (request.Protocol != AwsProtocol.Query || request.Operation != "GetCallerIdentity") throw request.UnknownOperation();
        request.Form.RequireKnown();
        return request.WriteQueryResultAsync(
            names.AccountId,
            static (xml, account) => xml
                .Element("Arn", $"arn:aws:iam::{account}:root")
                .Element("UserId", account)
                .Element("Account", account),
            cancellationToken);
    }
}

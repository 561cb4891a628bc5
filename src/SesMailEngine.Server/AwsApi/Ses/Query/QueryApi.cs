using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;
using SesMailEngine.Server.AwsApi.Ses.Sending;

namespace SesMailEngine.Server.AwsApi.Ses.Query;

/// <summary>Version 1 of SES (https://docs.aws.amazon.com/ses/latest/APIReference/API_Operations.html).</summary>
internal sealed class QueryApi(SesAccount account, DirectSender sender)
{
    private readonly QuerySending _sending = new(sender);
    private readonly QueryIdentities _identities = new(account);
    private readonly QueryConfigurationSets _sets = new(account);
    private readonly QueryQuota _quota = new(account);

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken) => request.Operation switch
    {
        "SendEmail" => _sending.SendAsync(request, cancellationToken),
        "SendRawEmail" => _sending.SendRawAsync(request, cancellationToken),
        "GetSendQuota" => _quota.GetQuotaAsync(request, cancellationToken),
        "GetSendStatistics" => _quota.GetStatisticsAsync(request, cancellationToken),
        "GetAccountSendingEnabled" => QueryQuota.GetEnabledAsync(request, cancellationToken),
        "GetIdentityVerificationAttributes" => _identities.GetVerificationAsync(request, cancellationToken),
        "ListIdentities" => _identities.ListAsync(request, cancellationToken),
        "ListVerifiedEmailAddresses" => _identities.ListAddressesAsync(request, cancellationToken),
        "DescribeConfigurationSet" => _sets.DescribeAsync(request, cancellationToken),
        "ListConfigurationSets" => _sets.ListAsync(request, cancellationToken),
        _ => throw request.UnknownOperation(),
    };
}

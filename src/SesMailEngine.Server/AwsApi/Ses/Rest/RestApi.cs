using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;
using SesMailEngine.Server.AwsApi.Ses.Sending;

namespace SesMailEngine.Server.AwsApi.Ses.Rest;

/// <summary>Version 2 of SES (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html).</summary>
internal sealed class RestApi(SesAccount account, DirectSender sender)
{
    /// <summary>How its paths begin.</summary>
    public const string Root = "/v2/email/";

    private readonly RestSending _sending = new(sender);
    private readonly RestAccount _account = new(account);
    private readonly RestIdentities _identities = new(account);
    private readonly RestConfigurationSets _sets = new(account);
    private readonly RestSuppression _suppression = new(account.Tables, account.Time);

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var path = request.RawPath.TrimEnd('/');
        if (!path.StartsWith(Root, StringComparison.Ordinal)) throw request.UnknownOperation();
        // A name is one segment: what is special in it arrives percent-encoded.
        string[] segments = [.. path[Root.Length..].Split('/').Select(Uri.UnescapeDataString)];
        return (request.Http.Request.Method, segments) switch
        {
            ("POST", ["outbound-emails"]) => _sending.SendAsync(request, cancellationToken),
            ("GET", ["account"]) => _account.GetAsync(request, cancellationToken),
            ("GET", ["identities"]) => _identities.ListAsync(request, cancellationToken),
            ("POST", ["list-identities"]) => _identities.ListAsync(request, cancellationToken),
            ("GET", ["identities", var name]) => _identities.GetAsync(request, name, cancellationToken),
            ("GET", ["configuration-sets"]) => _sets.ListAsync(request, cancellationToken),
            ("POST", ["list-configuration-sets"]) => _sets.ListAsync(request, cancellationToken),
            ("GET", ["configuration-sets", var name]) => _sets.GetAsync(request, name, cancellationToken),
            ("GET", ["configuration-sets", var name, "event-destinations"]) =>
                _sets.GetDestinationsAsync(request, name, cancellationToken),
            ("GET", ["suppression", "addresses"]) => _suppression.ListAsync(request, cancellationToken),
            ("PUT", ["suppression", "addresses"]) => _suppression.PutAsync(request, cancellationToken),
            ("GET", ["suppression", "addresses", var email]) => _suppression.GetAsync(request, email, cancellationToken),
            ("DELETE", ["suppression", "addresses", var email]) => _suppression.DeleteAsync(request, email, cancellationToken),
            _ => throw request.UnknownOperation(),
        };
    }
}

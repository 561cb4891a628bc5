using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Rest;

/// <summary>GetEmailIdentity and ListEmailIdentities of version 2.</summary>
internal sealed class RestIdentities(SesAccount account)
{
    private const int MaxListed = 1000;

    /// <summary>GetEmailIdentity: one that is not verified does not exist, and the refusal says what that means here.</summary>
    public Task GetAsync(AwsRequest request, string name, CancellationToken cancellationToken)
    {
        request.RequireQuery();
        var identity = account.FindIdentity(name) ?? throw new AwsException(
            "NotFoundException",
            "The email identity does not exist. Verified on this host are the address of the setting DefaultSenderEmail and its domain; "
            + "mail from others is refused only when the setting RequireVerifiedSender is true.", 404);
        return request.WriteJsonAsync(
            identity,
            static (json, i) =>
            {
                json.WriteStartObject();
                json.WriteString("IdentityType", TypeOf(i));
                json.WriteBoolean("FeedbackForwardingStatus", false);
                json.WriteBoolean("VerifiedForSendingStatus", true);
                json.WriteString("VerificationStatus", "SUCCESS");
                json.WriteStartObject("DkimAttributes");
                json.WriteBoolean("SigningEnabled", false);
                json.WriteString("Status", "NOT_STARTED");
                json.WriteEndObject();
                json.WriteStartObject("Policies");
                json.WriteEndObject();
                json.WriteStartArray("Tags");
                json.WriteEndArray();
                json.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>ListEmailIdentities.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var (token, size) = request.PageAsked(MaxListed);
        var page = PageToken.Cut(
            account.AllIdentities(), static identity => identity.Name, token, size, RestInput.InvalidToken);
        return request.WriteJsonAsync(
            page,
            static (json, p) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("EmailIdentities");
                foreach (var identity in p.Items)
                {
                    json.WriteStartObject();
                    json.WriteString("IdentityType", TypeOf(identity));
                    json.WriteString("IdentityName", identity.Name);
                    json.WriteBoolean("SendingEnabled", true);
                    json.WriteString("VerificationStatus", "SUCCESS");
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                if (p.Next is not null) json.WriteString("NextToken", p.Next);
                json.WriteEndObject();
            },
            cancellationToken);
    }

    private static string TypeOf(SesIdentity identity) => identity.IsDomain ? "DOMAIN" : "EMAIL_ADDRESS";
}

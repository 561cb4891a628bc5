using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Query;

/// <summary>
/// The identities as version 1 tells of them. One that is not verified is not in the answer of GetIdentityVerificationAttributes, as with
/// SES, so a person who follows the guide from "Email not verified" sees here what they would see there.
/// </summary>
internal sealed class QueryIdentities(SesAccount account)
{
    private const int MaxAsked = 100;
    private const int MaxListed = 1000;

    /// <summary>GetIdentityVerificationAttributes.</summary>
    public Task GetVerificationAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireOnly("Identities.member.#");
        var asked = request.Form.Members("Identities");
        if (asked.Count == 0 && !request.Form.HasPrefix("Identities")) throw SesErrors.Missing("identities");
        if (asked.Count > MaxAsked) throw SesErrors.Invalid($"At most {MaxAsked} identities can be asked for at once.");
        string[] verified = [.. asked.Where(name => account.FindIdentity(name) is not null).Distinct(StringComparer.Ordinal)];
        return request.WriteQueryResultAsync(
            verified,
            static (xml, names) =>
            {
                xml.Start("VerificationAttributes");
                foreach (var name in names)
                {
                    xml.Start("entry").Element("key", name)
                        .Start("value").Element("VerificationStatus", "Success").End()
                        .End();
                }
                xml.End();
            },
            cancellationToken);
    }

    /// <summary>ListIdentities.</summary>
    public Task ListAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireOnly("IdentityType", "NextToken", "MaxItems");
        var type = request.Form["IdentityType"];
        if (type is not (null or "EmailAddress" or "Domain")) throw SesErrors.Invalid("IdentityType must be EmailAddress or Domain.");
        var page = PageToken.Cut(
            account.AllIdentities().Where(identity => type is null || identity.IsDomain == (type == "Domain")),
            static identity => identity.Name, request.Form["NextToken"], request.Form.MaxItems(MaxListed), QueryInput.InvalidToken);
        return request.WriteQueryResultAsync(
            page,
            static (xml, p) =>
            {
                xml.Start("Identities");
                foreach (var identity in p.Items) xml.Element("member", identity.Name);
                xml.End().Element("NextToken", p.Next);
            },
            cancellationToken);
    }

    /// <summary>ListVerifiedEmailAddresses.</summary>
    public Task ListAddressesAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown();
        return request.WriteQueryResultAsync(
            account.AllIdentities(),
            static (xml, identities) =>
            {
                xml.Start("VerifiedEmailAddresses");
                foreach (var identity in identities.Where(identity => !identity.IsDomain)) xml.Element("member", identity.Name);
                xml.End();
            },
            cancellationToken);
    }
}

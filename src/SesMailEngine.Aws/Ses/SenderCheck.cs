using System.Text.Json;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Ses;

/// <summary>What an account may send, and from whom: SES v2's GetAccount and GetEmailIdentity.</summary>
public sealed class SenderCheck(AwsClient client)
{
    /// <summary>The account's standing in the region (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html).</summary>
    public async Task<SesStanding> GetStandingAsync(CancellationToken cancellationToken)
    {
        var root = await GetAsync("/v2/email/account", cancellationToken).ConfigureAwait(false);
        var quota = root.TryGetProperty("SendQuota", out var limits) ? limits : default;
        return new SesStanding(
            IsTrue(root, "ProductionAccessEnabled"), IsTrue(root, "SendingEnabled"),
            root.TryGetProperty("EnforcementStatus", out var status) ? status.GetString() ?? "" : "",
            Number(quota, "MaxSendRate"), Number(quota, "Max24HourSend"), Number(quota, "SentLast24Hours"));
    }

    /// <summary>
    /// The identity that lets an address send: itself, its domain, or a domain above
    /// (https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html). Null when none of them is verified.
    /// </summary>
    public async Task<string?> FindVerifiedAsync(string address, CancellationToken cancellationToken)
    {
        foreach (var identity in Candidates(address))
        {
            try
            {
                var root = await GetAsync($"/v2/email/identities/{Uri.EscapeDataString(identity)}", cancellationToken).ConfigureAwait(false);
                if (IsTrue(root, "VerifiedForSendingStatus")) return identity;
            }
            catch (AwsServiceException exception) when (exception.Code == "NotFoundException")
            {
            }
        }
        return null;
    }

    internal static IEnumerable<string> Candidates(string address)
    {
        yield return address;
        var domain = address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
        while (domain.Contains('.', StringComparison.Ordinal))
        {
            yield return domain;
            domain = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        var response = await client.SendAsync(HttpMethod.Get, "ses", path, null, null, [], cancellationToken).ConfigureAwait(false);
        using var json = JsonDocument.Parse(response.Body);
        return json.RootElement.Clone();
    }

    private static bool IsTrue(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static double Number(JsonElement quota, string name) =>
        quota.ValueKind == JsonValueKind.Object && quota.TryGetProperty(name, out var value) && value.TryGetDouble(out var number) ? number : 0;
}

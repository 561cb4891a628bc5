using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Rest;

/// <summary>GetAccount: nobody reviews, pauses or sandboxes an account on this host; the quota is the simulator's.</summary>
internal sealed class RestAccount(SesAccount account)
{
    /// <summary>GetAccount.</summary>
    public async Task GetAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.RequireQuery();
        var quota = await account.QuotaAsync(cancellationToken);
        await request.WriteJsonAsync(
            quota,
            static (json, q) =>
            {
                json.WriteStartObject();
                json.WriteBoolean("DedicatedIpAutoWarmupEnabled", false);
                json.WriteString("EnforcementStatus", "HEALTHY");
                json.WriteBoolean("ProductionAccessEnabled", true);
                json.WriteStartObject("SendQuota");
                json.WriteNumber("Max24HourSend", q.Max24HourSend);
                json.WriteNumber("MaxSendRate", q.MaxSendRate);
                json.WriteNumber("SentLast24Hours", q.SentLast24Hours);
                json.WriteEndObject();
                json.WriteBoolean("SendingEnabled", true);
                json.WriteStartObject("SuppressionAttributes");
                json.WriteStartArray("SuppressedReasons");
                json.WriteStringValue("BOUNCE");
                json.WriteStringValue("COMPLAINT");
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
            },
            cancellationToken);
    }
}

using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Query;

/// <summary>GetSendQuota, GetSendStatistics and GetAccountSendingEnabled of version 1.</summary>
internal sealed class QueryQuota(SesAccount account)
{
    /// <summary>GetSendQuota.</summary>
    public async Task GetQuotaAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown();
        var quota = await account.QuotaAsync(cancellationToken);
        await request.WriteQueryResultAsync(
            quota,
            static (xml, q) => xml
                .Element("Max24HourSend", Text(q.Max24HourSend))
                .Element("MaxSendRate", Text(q.MaxSendRate))
                .Element("SentLast24Hours", Text(q.SentLast24Hours)),
            cancellationToken);
    }

    /// <summary>GetSendStatistics.</summary>
    public Task GetStatisticsAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown();
        return request.WriteQueryResultAsync(
            account.Sending.Statistics(),
            static (xml, points) =>
            {
                xml.Start("SendDataPoints");
                foreach (var point in points)
                {
                    xml.Start("member")
                        .Element("Timestamp", point.StartsAt.ToWire())
                        .Element("DeliveryAttempts", point.DeliveryAttempts)
                        .Element("Bounces", point.Bounces)
                        .Element("Complaints", point.Complaints)
                        .Element("Rejects", point.Rejects)
                        .End();
                }
                xml.End();
            },
            cancellationToken);
    }

    /// <summary>GetAccountSendingEnabled: nothing on this host pauses an account.</summary>
    public static Task GetEnabledAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown();
        return request.WriteQueryResultAsync(true, static (xml, enabled) => xml.Element("Enabled", enabled), cancellationToken);
    }

    private static string Text(double number) => number.ToString("0.0###", CultureInfo.InvariantCulture);
}

using System.Text.Json;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Ses;

/// <summary>The account's sending limits: SES v2's GetAccount (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html).</summary>
/// <param name="client">The thin client.</param>
/// <param name="retries">How the call is repeated.</param>
public sealed class SesQuota(AwsClient client, CallRetries retries) : ISendQuota
{
    private const string Path = "/v2/email/account";

    /// <inheritdoc/>
    public async Task<SendQuota> GetAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var response = await client.SendAsync(
                    HttpMethod.Get, "ses", Path, null, null, [], cancellationToken).ConfigureAwait(false);
                return Read(response.Body);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
            {
                var name = CallFailures.NameOf(exception);
                if (kind == CallFailure.Refused || attempt >= retries.Tries)
                {
                    throw new PortException($"SES error GetAccount: {name}", kind != CallFailure.Refused, name, exception);
                }
            }
            await retries.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private static SendQuota Read(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var quota = answer.RootElement.GetProperty("SendQuota");
            return new SendQuota(Limit(quota, "MaxSendRate"), Limit(quota, "Max24HourSend"), Limit(quota, "SentLast24Hours"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new PortException("SES error GetAccount: InvalidResponse", isTransient: true, "InvalidResponse", unreadable);
        }
    }

    // SES says -1 where there is no limit.
    private static double Limit(JsonElement quota, string name) => Math.Max(0, quota.GetProperty(name).GetDouble());
}

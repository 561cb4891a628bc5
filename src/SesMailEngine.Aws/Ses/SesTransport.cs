using System.Text.Json;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Ses;

/// <summary>
/// Hands mail to SES v2, once. What comes back is one of three things: an answer that accepts, an answer that refuses, or no
/// answer to a request that may have been received. The last must not be repeated; a request that never left may.
/// </summary>
/// <param name="client">The thin client, which makes no retries.</param>
public sealed class SesTransport(AwsClient client) : IMailTransport
{
    private const string Path = "/v2/email/outbound-emails";

    /// <inheritdoc/>
    public async Task<TransportResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = SendEmailRequest.Write(mail);
        try
        {
            var response = await client.SendAsync(
                HttpMethod.Post, "ses", Path, body, "application/json", [], cancellationToken).ConfigureAwait(false);
            return MessageId(response.Body) is { } messageId
                ? TransportResult.Accepted(messageId)
                : new(TransportAnswer.Ambiguous, null, "InvalidResponse", "SES answered without a message id.");
        }
        catch (AwsServiceException failure)
        {
            return new(Classify(failure), null, failure.Code, failure.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && CallFailures.Of(failure) is { } kind)
        {
            // Credentials that cannot be had, for one: nothing was signed, nothing went out.
            var answer = kind == CallFailure.Unknown ? TransportAnswer.Ambiguous : TransportAnswer.RefusedForNow;
            return new(answer, null, CallFailures.NameOf(failure), failure.Message);
        }
    }

    /// <summary>Always null: SES cannot be asked for a mail by the engine's id. Its Send event tells.</summary>
    public Task<string?> FindAcceptedAsync(string emailId, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private static TransportAnswer Classify(AwsServiceException failure)
    {
        if (failure.StatusCode == 0) return failure.WentOut ? TransportAnswer.Ambiguous : TransportAnswer.RefusedForNow;
        if (failure.HasName) return SesErrorNames.Classify(failure.Code);
        // Not SES's words but those of something before it, which may have given up on a mail that SES took.
        return failure.StatusCode is >= 500 or 408 ? TransportAnswer.Ambiguous : TransportAnswer.RefusedForNow;
    }

    private static string? MessageId(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("MessageId", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Lambda;

/// <summary>Lambda's Invoke (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).</summary>
public sealed class LambdaClient(AwsClient client)
{
    /// <summary>Invokes a function and waits for its answer; throws <see cref="AwsServiceException"/> when the function fails.</summary>
    public async Task<byte[]> InvokeAsync(string function, byte[] payload, CancellationToken cancellationToken)
    {
        var response = await client.SendAsync(
            HttpMethod.Post, "lambda", $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/invocations", payload,
            "application/json", [new("X-Amz-Invocation-Type", "RequestResponse")], cancellationToken).ConfigureAwait(false);
        if (response.Headers.TryGetValue("x-amz-function-error", out var error))
        {
            throw new AwsServiceException(error, System.Text.Encoding.UTF8.GetString(response.Body), response.StatusCode);
        }
        return response.Body;
    }
}

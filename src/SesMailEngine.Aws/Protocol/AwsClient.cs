using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace SesMailEngine.Aws.Protocol;

/// <summary>
/// The thin client for services without an official package here: builds the request, signs it with AWSSDK.Core's Signature
/// Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html), sends it once, and turns an error
/// body into <see cref="AwsServiceException"/>.
/// </summary>
public sealed class AwsClient(HttpClient http, AwsTarget target)
{
    /// <summary>The target calls go to.</summary>
    public AwsTarget Target => target;

    /// <summary>Calls an operation of the JSON protocol (1.0 or 1.1).</summary>
    /// <param name="service">The signing name and host prefix, for example <c>events</c>.</param>
    /// <param name="operation">The <c>X-Amz-Target</c>, for example <c>AWSEvents.PutEvents</c>.</param>
    /// <param name="version"><c>1.0</c> or <c>1.1</c>.</param>
    /// <param name="body">The JSON body.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<AwsResponse> CallJsonAsync(
        string service, string operation, string version, byte[] body, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, service, "/", body, $"application/x-amz-json-{version}",
            [new("X-Amz-Target", operation)], cancellationToken);

    /// <summary>Sends one signed request and reads the answer whole.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="service">The signing name and host prefix.</param>
    /// <param name="path">The path, escaped, beginning with a slash.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="headers">Further headers; they are signed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="AwsServiceException">The service answered with an error, or nobody answered.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything went out.</exception>
    public async Task<AwsResponse> SendAsync(
        HttpMethod method, string service, string path, byte[]? body, string? contentType,
        IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        var address = target.AddressOf(service);
        var credentials = await target.Credentials.GetCredentialsAsync().ConfigureAwait(false);
        var signed = new DefaultRequest(new SignedCall(), service)
        {
            HttpMethod = method.Method,
            Endpoint = address,
            Content = body ?? [],
            AuthenticationRegion = target.Region,
        };
        SetPath(signed, path);
        if (contentType is not null) signed.Headers["Content-Type"] = contentType;
        foreach (var (name, value) in headers) signed.Headers[name] = value;
        if (credentials.UseToken) signed.Headers["X-Amz-Security-Token"] = credentials.Token;
        var signature = new AWS4Signer().SignRequest(
            signed, new SigningConfig(service, target.Region), new RequestMetrics(),
            credentials.AccessKey, credentials.SecretKey);

        using var request = new HttpRequestMessage(method, new Uri(address, path));
        var content = new SentMark(body ?? []);
        request.Content = content;
        foreach (var (name, value) in signed.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        return await ReadAsync(request, content, address, cancellationToken).ConfigureAwait(false);
    }

    // The signer wants the parts of a path as they are before escaping, and escapes them itself: twice for all but S3.
    private static void SetPath(DefaultRequest signed, string path)
    {
        var parts = path.TrimStart('/').Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length == 0) continue;
            var name = $"{{{i}}}";
            signed.AddPathResource(name, Uri.UnescapeDataString(parts[i]));
            parts[i] = name;
        }
        signed.ResourcePath = "/" + string.Join('/', parts);
    }

    private async Task<AwsResponse> ReadAsync(
        HttpRequestMessage request, SentMark content, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw ErrorBody.Read((int)response.StatusCode, response.Headers, body);
            var headers = response.Headers.ToDictionary(
                h => h.Key.ToLowerInvariant(), h => string.Join(',', h.Value), StringComparer.Ordinal);
            return new AwsResponse((int)response.StatusCode, body, headers);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new AwsServiceException(
                "ConnectionError", $"Nothing answers at {address.GetLeftPart(UriPartial.Authority)}: {exception.Message}", 0, exception)
            { WentOut = content.Started };
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException)
        {
            throw new AwsServiceException(
                "Timeout", $"{address.GetLeftPart(UriPartial.Authority)} did not answer in {http.Timeout.TotalSeconds:0} s.", 0, exception)
            { WentOut = content.Started };
        }
        catch (OperationCanceledException exception) when (content.Started)
        {
            throw new AwsServiceException("Cancelled", "The call was given up while it was under way.", 0, exception) { WentOut = true };
        }
    }

    private sealed class SignedCall : AmazonWebServiceRequest;
}

using Amazon.Runtime;

namespace SesMailEngine.Aws.Protocol;

/// <summary>Where calls go and who signs them.</summary>
/// <param name="Region">The region, for example <c>eu-central-1</c>.</param>
/// <param name="Credentials">Signs every request.</param>
/// <param name="EndpointUrl">One address for all services (a local host); null for AWS's own addresses.</param>
public sealed record AwsTarget(string Region, AWSCredentials Credentials, Uri? EndpointUrl)
{
    /// <summary>The address of a service, for example <c>https://events.eu-central-1.amazonaws.com/</c>.</summary>
    public Uri AddressOf(string service) => EndpointUrl ?? new Uri(
        Region.StartsWith("cn-", StringComparison.Ordinal)
            ? $"https://{service}.{Region}.amazonaws.com.cn/"
            : $"https://{service}.{Region}.amazonaws.com/");
}

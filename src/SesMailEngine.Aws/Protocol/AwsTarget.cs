using Amazon.Runtime;

namespace SesMailEngine.Aws.Protocol;

/// <summary>Where calls go and who signs them.</summary>
/// <param name="Region">The region, for example <c>eu-central-1</c>.</param>
/// <param name="Credentials">Signs every request.</param>
/// <param name="EndpointUrl">One address for all services (a local host); null for AWS's own addresses.</param>
public sealed record AwsTarget(string Region, AWSCredentials Credentials, Uri? EndpointUrl)
{
    /// <summary>
    /// The address of a service by its signing name, for example <c>https://events.eu-central-1.amazonaws.com/</c>. SES signs as
    /// <c>ses</c> and lives at <c>email</c> (https://docs.aws.amazon.com/general/latest/gr/ses.html).
    /// </summary>
    public Uri AddressOf(string service)
    {
        if (EndpointUrl is not null) return EndpointUrl;
        var host = service == "ses" ? "email" : service;
        var suffix = Region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        return new Uri($"https://{host}.{Region}.{suffix}/");
    }
}

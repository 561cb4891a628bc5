using Amazon;
using Amazon.Runtime;

namespace SesMailEngine.Aws.Protocol;

/// <summary>What the clients of the official packages have in common.</summary>
internal static class SdkConfigs
{
    /// <summary>The longest a call may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Region or endpoint, no retries, short timeouts.</summary>
    public static T Apply<T>(T config, AwsTarget target)
        where T : ClientConfig
    {
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 0;
        config.Timeout = Timeout;
        config.ConnectTimeout = TimeSpan.FromSeconds(3);
        if (target.EndpointUrl is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = target.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(target.Region);
        }
        return config;
    }
}

using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace SesMailEngine.Aws.Protocol;

// What AWSSDK.Core's signer wants to know of a client: the names that go into the credential scope.
internal sealed class SigningConfig : ClientConfig
{
    private readonly string service;

    public SigningConfig(string service, string region)
        : base(new LegacyOnlyDefaults())
    {
        this.service = service;
        AuthenticationServiceName = service;
        AuthenticationRegion = region;
    }

    public override string RegionEndpointServiceName => service;

    public override string ServiceVersion => "";

    public override string UserAgent => "sesmailengine";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        throw new NotSupportedException("The address is known before signing.");

    // The SDK would look for profile files to find its defaults; signing needs none of them.
    private sealed class LegacyOnlyDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            Amazon.RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard };
    }
}

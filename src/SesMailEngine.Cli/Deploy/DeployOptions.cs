using System.CommandLine;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Cli.Deploy;

// The options of the commands that make, change and delete a stack. They speak to AWS unless another address is named.
internal sealed class DeployOptions
{
    public Option<string> StackName { get; } = new("--stack-name", "--stack")
    {
        Description = "Name of the stack: a-z, 0-9 and dashes, up to 40; its resources' names begin with it",
        HelpName = "NAME",
        DefaultValueFactory = _ => "sesmailengine",
    };

    public Option<string?> Region { get; } = new("--region")
    {
        Description = "AWS region. Default: AWS_REGION, AWS_DEFAULT_REGION, or the profile's",
        HelpName = "REGION",
    };

    public Option<Uri?> EndpointUrl { get; } = new("--endpoint-url")
    {
        Description = "One address for all services, instead of AWS's own. Default: AWS_ENDPOINT_URL",
        HelpName = "URL",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
            result.AddError($"--endpoint-url takes an http or https address, not '{text}'.");
            return null;
        },
    };

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Ask nothing: defaults for what is not given, and go ahead" };

    public void AddTo(Command command)
    {
        command.Options.Add(StackName);
        command.Options.Add(Region);
        command.Options.Add(EndpointUrl);
    }

    public AwsTarget Target(ParseResult parsed)
    {
        var region = parsed.GetValue(Region)
            ?? Environment.GetEnvironmentVariable("AWS_REGION")
            ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION");
        var address = parsed.GetValue(EndpointUrl)
            ?? (Uri.TryCreate(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var given) ? given : null);
        if (address is not null)
        {
            return new AwsTarget(
                region ?? "us-east-1",
                new BasicAWSCredentials(
                    Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") ?? "local",
                    Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") ?? "local"),
                address);
        }
        region ??= FallbackRegionFactory.GetRegionEndpoint()?.SystemName ?? "us-east-1";
        return new AwsTarget(region, new DefaultChain(), null);
    }

    // Looks for credentials when they are needed, so that their absence is told like any other failure.
    private sealed class DefaultChain : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentials();

        public override Task<ImmutableCredentials> GetCredentialsAsync() =>
            DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentialsAsync();
    }
}

using System.CommandLine;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.Commands;

// The options of every command that talks to a stack, local or deployed. Both speak the same APIs.
internal sealed class EndpointOptions
{
    public const string DefaultEndpoint = "http://127.0.0.1:4566";

    public Option<Uri?> EndpointUrl { get; } = new("--endpoint-url")
    {
        Description = $"Where the stack answers. Default: AWS_ENDPOINT_URL, or the local host at {DefaultEndpoint}",
        HelpName = "URL",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
            result.AddError($"--endpoint-url takes an http or https address, not '{text}'.");
            return null;
        },
    };

    public Option<bool> UseAws { get; } = new("--aws")
    {
        Description = "Talk to the stack deployed in your AWS account instead of the local host",
    };

    public Option<string?> Region { get; } = new("--region")
    {
        Description = "AWS region. Default: AWS_REGION, AWS_DEFAULT_REGION, or us-east-1",
        HelpName = "REGION",
    };

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "A profile of your AWS configuration; means --aws",
        HelpName = "NAME",
    };

    public Option<string> Stack { get; } = new("--stack", "--stack-name")
    {
        Description = "Name of the stack",
        HelpName = "NAME",
        DefaultValueFactory = _ => "sesmailengine",
    };

    public Option<OutputFormat> Output { get; } = new("--output", "-o")
    {
        Description = "text for people, json for programs",
        HelpName = "text|json",
        DefaultValueFactory = _ => OutputFormat.Text,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(EndpointUrl);
        command.Options.Add(UseAws);
        command.Options.Add(Region);
        command.Options.Add(Profile);
        command.Options.Add(Stack);
        command.Options.Add(Output);
    }

    // False when the address is only the default one, so that nobody has to be there.
    public bool IsGiven(ParseResult parsed) =>
        parsed.GetValue(UseAws) || parsed.GetValue(Profile) is not null || parsed.GetValue(EndpointUrl) is not null || Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 };

    public AwsTarget Target(ParseResult parsed)
    {
        var region = parsed.GetValue(Region)
            ?? Environment.GetEnvironmentVariable("AWS_REGION")
            ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION")
            ?? "us-east-1";
        if (parsed.GetValue(Profile) is { } profile)
        {
            if (parsed.GetValue(EndpointUrl) is not null) throw new UsageException("--profile goes not with --endpoint-url.");
            return OfProfile(profile, parsed.GetValue(Region));
        }
        if (parsed.GetValue(UseAws)) return new AwsTarget(region, DefaultCredentials(), null);
        var url = parsed.GetValue(EndpointUrl)
            ?? (Uri.TryCreate(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var fromEnvironment)
                ? fromEnvironment : new Uri(DefaultEndpoint));
        return new AwsTarget(region, LocalCredentials(), url);
    }

    public ResourceNames Names(ParseResult parsed) =>
        new(parsed.GetValue(Stack)!, "000000000000", Target(parsed).Region);

    private static AwsTarget OfProfile(string name, string? region)
    {
        var chain = new CredentialProfileStoreChain();
        if (!chain.TryGetProfile(name, out var profile) || !chain.TryGetAWSCredentials(name, out var credentials))
        {
            throw new UsageException($"There is no profile '{name}' with credentials in your AWS configuration.");
        }
        return new AwsTarget(region ?? profile.Region?.SystemName ?? "us-east-1", credentials, null);
    }

    private static AWSCredentials DefaultCredentials() => DefaultAWSCredentialsIdentityResolver.GetCredentials();

    // A local host without keys takes any; one with keys wants those of the environment. Profiles are never read for it.
    private static BasicAWSCredentials LocalCredentials() => new(
        Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") ?? "local",
        Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") ?? "local");
}

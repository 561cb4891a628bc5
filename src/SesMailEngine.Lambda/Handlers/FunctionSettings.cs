using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Lambda.Handlers;

/// <summary>What the stack's template tells a function through its environment variables.</summary>
internal sealed record FunctionSettings
{
    /// <summary>Which function this is: <c>_HANDLER</c>.</summary>
    public required string Handler { get; init; }

    /// <summary>The engine's settings; variables of the stack parameters' names, defaults for the rest.</summary>
    public required EngineSettings Engine { get; init; }

    /// <summary>Reads a variable that this function needs.</summary>
    public required Func<string, string> Need { get; init; }

    /// <summary>
    /// Where calls to a service go: to AWS, or to <c>AWS_ENDPOINT_URL_{service}</c> or <c>AWS_ENDPOINT_URL</c>
    /// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
    /// </summary>
    public required Func<string, AwsTarget> Target { get; init; }

    /// <summary>What is logged: <c>LOG_LEVEL</c>, by default all but debug lines.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    /// <summary>Reads the environment.</summary>
    /// <param name="environment">The value of a variable; null for none.</param>
    /// <exception cref="MissingSettingException">A variable that every function needs is not there.</exception>
    /// <exception cref="InvalidSettingException">A variable has a value it cannot have.</exception>
    public static FunctionSettings Read(Func<string, string?> environment)
    {
        string Need(string name) => environment(name) is { Length: > 0 } value ? value : throw new MissingSettingException(name);

        AwsTarget Target(string service) => new(Need("AWS_REGION"), Credentials(Need, environment), EndpointOf(environment, service));

        var handler = Need("_HANDLER");
        var names = new ResourceNames(Need("STACK_NAME"), Need("ACCOUNT_ID"), Need("AWS_REGION"));
        var given = SettingsCatalogue.All
            .Where(setting => environment(setting.Name) is { Length: > 0 })
            .Select(setting => new SettingValue(setting.Name, environment(setting.Name)!, "environment variable"));
        var values = SettingsCatalogue.Read([given], out var problems);
        if (problems.Count > 0) throw new InvalidSettingException(string.Join(' ', problems));
        CheckNames(names, environment);
        return new()
        {
            Handler = handler,
            Target = Target,
            Engine = values.ForStack(names),
            Need = Need,
            LogLevel = environment("LOG_LEVEL") switch
            {
                null or "" => LogLevel.Info,
                var level when Enum.TryParse<LogLevel>(level, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) => parsed,
                _ => throw new InvalidSettingException("LOG_LEVEL must be Debug, Info, Warning or Error."),
            },
        };
    }

    // Lambda hands a function its role's credentials in variables that stay as they are for the life of the process.
    private static AWSCredentials Credentials(Func<string, string> need, Func<string, string?> environment)
    {
        var (key, secret) = (need("AWS_ACCESS_KEY_ID"), need("AWS_SECRET_ACCESS_KEY"));
        return environment("AWS_SESSION_TOKEN") is { Length: > 0 } token
            ? new SessionAWSCredentials(key, secret, token)
            : new BasicAWSCredentials(key, secret);
    }

    private static Uri? EndpointOf(Func<string, string?> environment, string service)
    {
        var name = $"AWS_ENDPOINT_URL_{service}";
        if (environment(name) is not { Length: > 0 } url)
        {
            name = "AWS_ENDPOINT_URL";
            url = environment(name);
        }
        if (string.IsNullOrEmpty(url)) return null;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new InvalidSettingException($"{name} must be an http or https URL.");
    }

    // The engine knows its resources by the stack's name; a variable that says otherwise would be passed over in silence.
    private static void CheckNames(ResourceNames names, Func<string, string?> environment)
    {
        foreach (var (variable, expected) in (ReadOnlySpan<(string, string)>)
            [
                ("EVENT_BUS_NAME", names.EventBus), ("TRACKING_TABLE", names.TrackingTable), ("SUPPRESSION_TABLE", names.SuppressionTable),
                ("DAILY_STATS_TABLE", names.DailyStatsTable), ("TEMPLATE_BUCKET", names.TemplateBucket),
                ("CONFIGURATION_SET", names.ConfigurationSet),
            ])
        {
            if (environment(variable) is { Length: > 0 } given && given != expected)
            {
                throw new InvalidSettingException($"{variable} is '{given}'; in the stack '{names.Stack}' of the account {names.AccountId} it must be '{expected}'.");
            }
        }
    }
}

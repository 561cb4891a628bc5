namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>The host, as far as CloudFormation changes it.</summary>
internal interface IStackHost
{
    /// <summary>What is there now.</summary>
    StackPresence Presence { get; }

    /// <summary>Makes the host have these parts, run with these parameters, and have nothing of what is not named.</summary>
    /// <exception cref="Core.Ports.PortException">It could not; the host is as it was.</exception>
    Task ApplyAsync(StackPresence presence, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken);

    /// <summary>True when a queue of the name is there.</summary>
    bool HasQueue(string name);

    /// <summary>True when the template bucket holds an object.</summary>
    Task<bool> HasTemplatesAsync(CancellationToken cancellationToken);

    /// <summary>Null when the functions' code is there; else what S3 says of it.</summary>
    Task<string?> CodeProblemAsync(string bucket, string key, CancellationToken cancellationToken);
}

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>One of the stack's functions as this host shows it. On the embedded host they are parts of one process.</summary>
/// <param name="Name">The function's name, with the stack's prefix.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Run">Runs it with a payload (JSON, may be empty) and gives its answer.</param>
internal sealed record LocalFunction(
    string Name, string Description, Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionAnswer>> Run)
{
    /// <summary>Megabytes it has on AWS.</summary>
    public int MemorySize { get; init; }

    /// <summary>Seconds it has on AWS.</summary>
    public int Timeout { get; init; }

    /// <summary>The processors it runs on there.</summary>
    public required string Architecture { get; init; }

    /// <summary>Its environment variables; a URL of this host is given as its path.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Its tags.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The parameters of the stack that shape it.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Where it logs.</summary>
    public string LogGroup => $"/aws/lambda/{Name}";

    /// <summary>Its variables for a client of an endpoint.</summary>
    public IEnumerable<KeyValuePair<string, string>> EnvironmentAt(string endpoint) => Environment.Select(variable =>
        variable.Key.EndsWith("_URL", StringComparison.Ordinal) ? KeyValuePair.Create(variable.Key, endpoint + variable.Value) : variable);
}

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>One of the stack's functions as this host shows it. On the embedded host they are parts of one process.</summary>
/// <param name="Name">The function's name, with the stack's prefix.</param>
/// <param name="Description">One sentence.</param>
/// <param name="MemorySize">Megabytes it has on AWS.</param>
/// <param name="Timeout">Seconds it has on AWS.</param>
/// <param name="Environment">Its environment variables.</param>
internal sealed record LocalFunction(
    string Name, string Description, int MemorySize, int Timeout, IReadOnlyList<KeyValuePair<string, string>> Environment)
{
    /// <summary>Runs it with a payload (JSON, may be empty) and gives its answer; null for a function that only events start.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionAnswer>>? Run { get; init; }
}

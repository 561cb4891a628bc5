namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A function of the stack.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="State">Lambda's <c>State</c>, for example <c>Active</c>.</param>
/// <param name="Runtime">Its runtime.</param>
/// <param name="MemoryMb">Its memory in MiB.</param>
/// <param name="Timeout">How long an invocation may take.</param>
public sealed record FunctionReading(string Name, string State, string Runtime, int MemoryMb, TimeSpan Timeout)
{
    /// <summary>Why it has the state, or why its last update failed; null when all is well.</summary>
    public string? Reason { get; init; }
}

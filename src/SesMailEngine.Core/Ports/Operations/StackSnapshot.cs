namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A stack as it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">CloudFormation's status, for example <c>UPDATE_COMPLETE</c>.</param>
/// <param name="Settings">Its parameters by name, as text; secrets are not among them.</param>
/// <param name="Outputs">Its outputs by name.</param>
public sealed record StackSnapshot(
    string Name, string Status, IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>Why it has the status; null when nothing is said.</summary>
    public string? Reason { get; init; }
}

using SesMailEngine.Aws.CloudFormation;

namespace SesMailEngine.Aws.Deploy;

/// <summary>How a stack's change ended.</summary>
/// <param name="Status">The stack's status; <c>DELETE_COMPLETE</c> when it is gone.</param>
/// <param name="Failures">The resources that failed, in the order of time.</param>
public sealed record StackEnd(string Status, IReadOnlyList<StackEvent> Failures)
{
    /// <summary>The failure that began it: those that were only called off because of it do not count.</summary>
    public StackEvent? Cause =>
        Failures.FirstOrDefault(failure => !failure.IsStack && failure.Reason?.Contains("cancelled", StringComparison.OrdinalIgnoreCase) != true)
        ?? Failures.FirstOrDefault(failure => !failure.IsStack) ?? (Failures.Count > 0 ? Failures[0] : null);
}

namespace SesMailEngine.Aws.CloudFormation;

/// <summary>A change set (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html).</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Status">For example <c>CREATE_COMPLETE</c>.</param>
/// <param name="Reason">Why, in CloudFormation's words.</param>
/// <param name="ExecutionStatus"><c>AVAILABLE</c> when it can be carried out.</param>
/// <param name="Changes">What it does.</param>
public sealed record ChangeSetState(string Id, string Status, string? Reason, string? ExecutionStatus, IReadOnlyList<ResourceChange> Changes)
{
    /// <summary>True while CloudFormation still works it out.</summary>
    public bool IsPending => Status is "CREATE_PENDING" or "CREATE_IN_PROGRESS";

    /// <summary>True when it failed because there is nothing to change.</summary>
    public bool IsEmpty => Status == "FAILED" && Reason is { } reason
        && (reason.Contains("didn't contain changes", StringComparison.Ordinal) || reason.Contains("No updates are to be performed", StringComparison.Ordinal));
}

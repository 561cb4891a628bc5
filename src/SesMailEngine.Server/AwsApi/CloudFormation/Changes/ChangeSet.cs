using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.CloudFormation.Templates;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Changes;

/// <summary>A change that was prepared.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="StackId">The stack it changes.</param>
/// <param name="Plan">What it does.</param>
/// <param name="CreatedAt">When it was prepared.</param>
internal sealed record ChangeSet(string Id, string Name, string StackId, ChangePlan Plan, DateTimeOffset CreatedAt)
{
    /// <summary>What it is for, in the client's words.</summary>
    public string? Description { get; init; }

    /// <summary>Why it cannot be carried out; null when it can.</summary>
    public string? Failure { get; init; }

    /// <summary><c>AVAILABLE</c>, <c>UNAVAILABLE</c>, <c>EXECUTE_IN_PROGRESS</c>, <c>EXECUTE_COMPLETE</c> or <c>EXECUTE_FAILED</c>.</summary>
    public required string Execution { get; init; }

    /// <summary>The token it was made with, by which a repetition is known.</summary>
    public string? Token { get; init; }

    /// <summary>The token it was carried out with.</summary>
    public string? ExecutionToken { get; init; }
}

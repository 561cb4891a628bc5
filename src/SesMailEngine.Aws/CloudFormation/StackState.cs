namespace SesMailEngine.Aws.CloudFormation;

/// <summary>A stack (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html).</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">For example <c>CREATE_COMPLETE</c>.</param>
/// <param name="Reason">Why it is in that status, in CloudFormation's words.</param>
/// <param name="Description">The template's description.</param>
public sealed record StackState(string Id, string Name, string Status, string? Reason, string? Description)
{
    /// <summary>The parameters with their values.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The outputs, in the stack's order.</summary>
    public required IReadOnlyList<StackOutput> Outputs { get; init; }

    /// <summary>True while CloudFormation is at work on it. A stack in review waits for its first change set and is not.</summary>
    public bool IsMoving => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && Status != "REVIEW_IN_PROGRESS";

    /// <summary>An output's value; null when there is none of that name.</summary>
    public string? Output(string key) => Outputs.FirstOrDefault(output => output.Key == key)?.Value;
}

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>A step in the stack's life.</summary>
/// <param name="Id">The same whenever it is asked for.</param>
/// <param name="Resource">The resource; null for the stack itself.</param>
/// <param name="Status">For example <c>CREATE_COMPLETE</c>.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in words; null for the usual.</param>
internal sealed record StackEvent(string Id, StackResource? Resource, string Status, DateTimeOffset At, string? Reason);

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>What happened to a resource of the stack.</summary>
/// <param name="At">When.</param>
/// <param name="Resource">Its logical name.</param>
/// <param name="Type">Its CloudFormation type.</param>
/// <param name="Status">The status it came to, for example <c>CREATE_FAILED</c>.</param>
/// <param name="Reason">Why; null when nothing is said.</param>
public sealed record ResourceEvent(DateTimeOffset At, string Resource, string Type, string Status, string? Reason);

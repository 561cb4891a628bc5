namespace SesMailEngine.Server.AwsApi.CloudFormation.Changes;

/// <summary>A parameter as a client gives it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value; null for the one it has, or its default.</param>
/// <param name="KeepsValue">True when the stack's value stays.</param>
internal sealed record ParameterInput(string Key, string? Value, bool KeepsValue);

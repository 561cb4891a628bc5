namespace SesMailEngine.Aws.CloudFormation;

/// <summary>An output of a stack.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Description">What it is for; may be empty.</param>
public sealed record StackOutput(string Key, string Value, string Description);

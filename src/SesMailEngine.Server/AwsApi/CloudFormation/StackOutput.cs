namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>An output of the stack.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Description">What it is for.</param>
internal sealed record StackOutput(string Key, string Value, string Description);

namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>A parameter or a tag.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record KeyedValue(string Key, string Value);

namespace SesMailEngine.Server.AwsApi.Iam;

/// <summary>A policy that is part of a role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Document">The policy, as JSON.</param>
internal sealed record IamInlinePolicy(string Name, string Document);

namespace SesMailEngine.Server.AwsApi.Iam;

/// <summary>A role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trust">Who may take it, as JSON.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Policies">What it may do.</param>
internal sealed record IamRole(string Name, string Trust, string? Description, IReadOnlyList<IamInlinePolicy> Policies);

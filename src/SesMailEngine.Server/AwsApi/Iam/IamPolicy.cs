namespace SesMailEngine.Server.AwsApi.Iam;

/// <summary>A policy of its own, to be attached to whoever needs it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Document">The policy, as JSON.</param>
/// <param name="Description">What it is for.</param>
internal sealed record IamPolicy(string Arn, string Document, string? Description)
{
    /// <summary>Its name.</summary>
    public string Name => Arn[(Arn.LastIndexOf('/') + 1)..];
}

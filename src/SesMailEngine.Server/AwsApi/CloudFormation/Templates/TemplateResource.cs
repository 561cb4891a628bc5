using System.Text.Json.Nodes;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Templates;

/// <summary>A resource of a template.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">For example <c>AWS::SQS::Queue</c>.</param>
/// <param name="Properties">Its properties: as written, or worked out.</param>
/// <param name="DeletionPolicy">As written, or worked out; null for none.</param>
internal sealed record TemplateResource(string LogicalId, string Type, JsonObject Properties, JsonNode? DeletionPolicy)
{
    /// <summary>The condition under which it exists; null for always.</summary>
    public string? Condition { get; init; }

    /// <summary>True when it stays where it is when it leaves the stack.</summary>
    public bool IsRetained => DeletionPolicy?.ToString() is "Retain" or "RetainExceptOnCreate";
}

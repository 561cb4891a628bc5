using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.CloudFormation.Templates;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Changes;

/// <summary>What a stack is to become.</summary>
/// <param name="Kind"><c>CREATE</c>, <c>UPDATE</c> or <c>IMPORT</c>.</param>
/// <param name="Template">The template.</param>
/// <param name="Parameters">A value for each of its parameters.</param>
/// <param name="Resources">Its resources, worked out.</param>
/// <param name="Changes">What differs from what is there.</param>
internal sealed record ChangePlan(
    string Kind, StackTemplate Template, IReadOnlyList<KeyedValue> Parameters, IReadOnlyList<TemplateResource> Resources,
    IReadOnlyList<PlannedChange> Changes)
{
    /// <summary>The stack's tags.</summary>
    public IReadOnlyList<KeyedValue> Tags { get; init; } = [];

    /// <summary>What the client agreed to.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>True when a creation that fails is not taken back.</summary>
    public bool KeepsFailures { get; init; }

    /// <summary>True when tags or outputs change, though no resource does.</summary>
    public bool HasOtherChanges { get; init; }

    /// <summary>The parameters by name.</summary>
    public IReadOnlyDictionary<string, string> Values => Parameters.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
}

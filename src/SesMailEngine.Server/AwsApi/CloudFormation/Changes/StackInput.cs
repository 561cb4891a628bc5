using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Changes;

/// <summary>What a client asks a stack to become.</summary>
internal sealed record StackInput
{
    /// <summary>The template; null for the one the stack has.</summary>
    public string? Template { get; init; }

    /// <summary>True when the stack's template stays.</summary>
    public bool KeepsTemplate { get; init; }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<ParameterInput> Parameters { get; init; } = [];

    /// <summary>What the client agrees to.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>The tags; null for those there are.</summary>
    public IReadOnlyList<KeyedValue>? Tags { get; init; }

    /// <summary>What is there already and becomes the stack's.</summary>
    public IReadOnlyList<ImportInput> Imports { get; init; } = [];

    /// <summary>True when a creation that fails is not taken back.</summary>
    public bool KeepsFailures { get; init; }
}

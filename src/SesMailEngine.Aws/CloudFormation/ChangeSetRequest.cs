namespace SesMailEngine.Aws.CloudFormation;

/// <summary>What a change set is made from (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html).</summary>
/// <param name="StackName">The stack.</param>
/// <param name="Name">The change set's name, one of its kind for the stack.</param>
/// <param name="Type">What it is for.</param>
/// <param name="TemplateBody">The template, up to 51,200 bytes.</param>
/// <param name="Token">Names this request; the same again is the same request.</param>
public sealed record ChangeSetRequest(string StackName, string Name, ChangeSetType Type, string TemplateBody, string Token)
{
    /// <summary>The parameters with their values.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the template may do beyond the usual, for example <c>CAPABILITY_IAM</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>The resources to import.</summary>
    public IReadOnlyList<ResourceImport> Imports { get; init; } = [];
}

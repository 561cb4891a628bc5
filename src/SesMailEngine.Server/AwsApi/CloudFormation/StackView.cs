using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.History;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>The running stack, as CloudFormation shows it.</summary>
/// <param name="Names">Its names.</param>
/// <param name="Parameters">Its parameters with their values, in the order documents list them.</param>
/// <param name="Resources">What it is made of.</param>
/// <param name="History">Its life so far.</param>
internal sealed record StackView(
    ResourceNames Names, IReadOnlyList<KeyValuePair<string, string>> Parameters, IReadOnlyList<StackResource> Resources,
    StackHistory History)
{
    private IReadOnlyList<StackEvent>? _events;

    /// <summary>One sentence.</summary>
    public static string Description =>
        "SESMailEngine - takes e-mail requests from an event bus, sends them through Amazon SES, and follows each mail to its end";

    /// <summary>Its ARN.</summary>
    public string Id => Names.Arn("cloudformation", $"stack/{Names.Stack}/{History.Id}");

    /// <summary>When it last changed; null when it never did.</summary>
    public DateTimeOffset? UpdatedAt => History.Changes.Count > 1 ? History.LastChangedAt : null;

    /// <summary>Its status.</summary>
    public string Status => UpdatedAt is null ? "CREATE_COMPLETE" : "UPDATE_COMPLETE";

    /// <summary>Its tags.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags => [.. Parameters.Where(parameter => parameter.Key == "Environment")];

    /// <summary>Its events, the newest first.</summary>
    public IReadOnlyList<StackEvent> Events => _events ??= StackEvents.Of(History, Resources);

    /// <summary>A resource's status and when it last changed.</summary>
    public (string Status, DateTimeOffset At) StateOf(StackResource resource)
    {
        var last = Events.First(step => step.Resource == resource);
        return (last.Status, last.At);
    }
}

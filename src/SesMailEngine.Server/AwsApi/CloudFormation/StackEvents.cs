using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.History;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>
/// The events of a stack, as CloudFormation would have told them. This host makes a stack in a moment, so the steps of one change have one
/// time and only their order tells them apart.
/// </summary>
internal static class StackEvents
{
    private const string UserInitiated = "User Initiated";

    /// <summary>All events, the newest first.</summary>
    public static IReadOnlyList<StackEvent> Of(StackHistory history, IReadOnlyList<StackResource> resources)
    {
        var events = new List<StackEvent>();
        Add(events, history, null, "CREATE_IN_PROGRESS", history.CreatedAt, UserInitiated);
        foreach (var resource in resources)
        {
            Add(events, history, resource, "CREATE_IN_PROGRESS", history.CreatedAt, null);
            Add(events, history, resource, "CREATE_COMPLETE", history.CreatedAt, null);
        }
        Add(events, history, null, "CREATE_COMPLETE", history.CreatedAt, null);
        foreach (var (before, change) in history.Changes.Zip(history.Changes.Skip(1))) AddUpdate(events, history, resources, before, change);
        events.Reverse();
        return events;
    }

    private static void AddUpdate(
        List<StackEvent> events, StackHistory history, IReadOnlyList<StackResource> resources, StackChange before, StackChange change)
    {
        var names = change.NamesChangedFrom(before);
        Add(events, history, null, "UPDATE_IN_PROGRESS", change.At, UserInitiated);
        foreach (var resource in resources.Where(resource => resource.DependsOn(names)))
        {
            var reason = "Changed: " + string.Join(", ", names.Intersect(resource.Settings, StringComparer.Ordinal));
            Add(events, history, resource, "UPDATE_IN_PROGRESS", change.At, reason);
            Add(events, history, resource, "UPDATE_COMPLETE", change.At, null);
        }
        Add(events, history, null, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", change.At, null);
        Add(events, history, null, "UPDATE_COMPLETE", change.At, null);
    }

    // The stack's own events have a UUID, those of its resources the name, the status and the time: so it is on AWS.
    private static void Add(
        List<StackEvent> events, StackHistory history, StackResource? resource, string status, DateTimeOffset at, string? reason)
    {
        var time = at.ToWire();
        var id = resource is null ? StableUuid.Of($"{history.Id} {status} {time}").ToString() : $"{resource.LogicalId}-{status}-{time}";
        events.Add(new StackEvent(id, resource, status, at, reason));
    }
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>What the start of a host makes of its stack: it is whole after it, whatever it was before.</summary>
internal static class StackStart
{
    private const string MadeWhole = "The host was started, and makes its stack whole";

    /// <summary>A stack of which nothing is known yet.</summary>
    /// <param name="view">What the host has.</param>
    /// <param name="id">The ARN.</param>
    /// <param name="madeAt">When it was made; null for what its history says.</param>
    public static StackRecord Fresh(StackView view, string id, DateTimeOffset? madeAt)
    {
        var events = madeAt is { } at ? view with { History = view.History with { CreatedAt = at, Changes = [view.History.Changes[^1]] } } : view;
        return new StackRecord(id, view.Names.Stack, events.History.CreatedAt, madeAt is null ? events.Status : "CREATE_COMPLETE")
        {
            UpdatedAt = madeAt is null ? events.UpdatedAt : null,
            Template = HostStack.Template.Text,
            Description = StackView.Description,
            Parameters = [.. view.Parameters.Select(one => new KeyedValue(one.Key, one.Value))],
            Tags = [.. view.Tags.Select(one => new KeyedValue(one.Key, one.Value))],
            Capabilities = HostStack.Template.Capabilities,
            Resources = [.. view.Resources.Select(resource => Made(resource, events.StateOf(resource)))],
            Steps =
            [
                .. events.Events.Reverse().Select(step => new StackStep(
                    step.Id, step.Resource?.LogicalId ?? view.Names.Stack, step.Resource?.Type ?? StackStep.StackType,
                    step.Resource?.PhysicalId ?? id, step.Status, step.At, step.Reason, null)),
            ],
        };
    }

    /// <summary>A stack that is known: with the settings of this start, and all its resources.</summary>
    public static StackRecord Again(StackRecord stack, StackView view, DateTimeOffset now)
    {
        var changed = view.Parameters.Where(one => stack.Parameters.FirstOrDefault(old => old.Key == one.Key)?.Value != one.Value)
            .Select(one => one.Key).Order(StringComparer.Ordinal).ToList();
        var missing = view.Resources.Where(resource => stack.Find(resource.LogicalId) is null).ToList();
        var isWhole = missing.Count == 0 && stack.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "UPDATE_ROLLBACK_COMPLETE" or "IMPORT_COMPLETE";
        if (isWhole && changed.Count == 0) return stack;

        var steps = new List<StackStep>(stack.Steps);
        Add(null, "UPDATE_IN_PROGRESS", isWhole ? "User Initiated" : MadeWhole);
        var resources = new List<MadeResource>();
        foreach (var resource in view.Resources)
        {
            var (isNew, dependsOn) = (stack.Find(resource.LogicalId) is null, resource.DependsOn(changed));
            if (!isNew && !dependsOn)
            {
                resources.Add(stack.Find(resource.LogicalId)!);
                continue;
            }
            var word = isNew ? "CREATE" : "UPDATE";
            Add(resource, word + "_IN_PROGRESS", isNew ? null : "Changed: " + string.Join(", ", changed.Intersect(resource.Settings, StringComparer.Ordinal)));
            Add(resource, word + "_COMPLETE", null);
            resources.Add(Made(resource, (word + "_COMPLETE", now)));
        }
        Add(null, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", null);
        Add(null, "UPDATE_COMPLETE", null);
        return stack with
        {
            Status = "UPDATE_COMPLETE",
            Reason = null,
            UpdatedAt = now,
            Template = isWhole ? stack.Template : HostStack.Template.Text,
            Description = StackView.Description,
            Parameters = [.. view.Parameters.Select(one => new KeyedValue(one.Key, one.Value))],
            Resources = resources,
            Steps = steps,
        };

        void Add(StackResource? resource, string status, string? reason) => steps.Add(new StackStep(
            $"{resource?.LogicalId ?? stack.Name}-{status}-{now.ToWire()}-{steps.Count}", resource?.LogicalId ?? stack.Name, resource?.Type ?? StackStep.StackType,
            resource?.PhysicalId ?? stack.Id, status, now, reason, null));
    }

    private static MadeResource Made(StackResource resource, (string Status, DateTimeOffset At) state) =>
        new(resource.LogicalId, resource.Type, resource.PhysicalId, state.Status, state.At, null);
}

using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;
using SesMailEngine.Server.AwsApi.CloudFormation.Templates;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Changes;

/// <summary>Carries changes out, one at a time, and writes what happens into the stack's events.</summary>
internal sealed class StackWork(StackBook book, HostStack own, IStackHost host, ChangePlanner planner, ILog log) : IAsyncDisposable
{
    private const string UserInitiated = "User Initiated";

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Ends when nothing is under way.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate) return _last;
        }
    }

    /// <summary>Begins to carry a plan out, whose stack was taken.</summary>
    public void Begin(string stackId, ChangePlan plan, string? token, Action<bool> done) => Run(async cancellationToken =>
        done(await CarryOutAsync(stackId, plan, token, cancellationToken)));

    /// <summary>Begins to delete a stack that was taken.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="retain">Logical ids to leave where they are.</param>
    /// <param name="token">The client's token.</param>
    public void BeginDelete(string stackId, IReadOnlyList<string> retain, string? token) =>
        Run(cancellationToken => DeleteAsync(stackId, retain, token, cancellationToken));

    /// <summary>Waits for what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _last;
        _stopping.Dispose();
    }

    private void Run(Func<CancellationToken, Task> work)
    {
        lock (_gate) _last = AfterAsync(_last, work);
    }

    private async Task AfterAsync(Task before, Func<CancellationToken, Task> work)
    {
        await Task.Yield();
        await before;
        try
        {
            await work(_stopping.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            log.Write(new LogEntry(LogLevel.Error, "A change of the stack ended unexpectedly") { Exception = error });
        }
        catch (OperationCanceledException)
        {
            // The host stops; its next start makes the stack whole.
        }
    }

    private async Task<bool> CarryOutAsync(string stackId, ChangePlan plan, string? token, CancellationToken cancellationToken)
    {
        var before = book.Find(stackId)!;
        book.Step(stackId, null, plan.Kind + "_IN_PROGRESS", UserInitiated, token);
        if (plan.Kind == "IMPORT")
        {
            foreach (var change in plan.Changes) Step(stackId, plan, change, "IMPORT_IN_PROGRESS", "Resource import started.", token);
            foreach (var change in plan.Changes) Step(stackId, plan, change, "IMPORT_COMPLETE", "Resource import completed.", token);
            Finish(stackId, plan, "IMPORT_COMPLETE", token);
            return true;
        }
        foreach (var change in plan.Changes) Step(stackId, plan, change, Verb(change) + "_IN_PROGRESS", null, token);
        var problems = await planner.ProblemsAsync(plan, cancellationToken);
        if (problems.Count == 0)
        {
            try
            {
                await host.ApplyAsync(StackPresence.Whole, plan.Values, cancellationToken);
            }
            catch (Exception error) when (error is PortException or IOException or UnauthorizedAccessException)
            {
                log.Write(new LogEntry(LogLevel.Error, "The host could not be changed") { Exception = error });
                problems = plan.Changes.Take(1).ToDictionary(change => change.LogicalId, _ => error.Message, StringComparer.Ordinal);
            }
        }
        if (problems.Count > 0)
        {
            TakeBack(stackId, before, plan, problems, token);
            return false;
        }
        foreach (var change in plan.Changes) Step(stackId, plan, change, Verb(change) + "_COMPLETE", null, token);
        if (plan.Kind == "UPDATE") book.Step(stackId, null, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", null, token);
        Finish(stackId, plan, plan.Kind + "_COMPLETE", token);
        return true;
    }

    private void Finish(string stackId, ChangePlan plan, string status, string? token)
    {
        book.Change(stackId, stack => stack with
        {
            Template = plan.Template.Text,
            Description = plan.Template.Description,
            Parameters = plan.Parameters,
            Tags = plan.Tags,
            Capabilities = plan.Capabilities,
            KeepsFailures = plan.KeepsFailures,
            IsDeployed = true,
            UpdatedAt = plan.Kind == "CREATE" ? null : book.Now,
        });
        book.Step(stackId, null, status, null, token);
    }

    // Nothing has been made or changed when a problem is found, so there is nothing to undo but the events' story.
    private void TakeBack(string stackId, StackRecord before, ChangePlan plan, IReadOnlyDictionary<string, string> problems, string? token)
    {
        foreach (var change in plan.Changes.Where(change => problems.ContainsKey(change.LogicalId)))
            Step(stackId, plan, change, Verb(change) + "_FAILED", problems[change.LogicalId], token);
        foreach (var change in plan.Changes.Where(change => !problems.ContainsKey(change.LogicalId)))
            Step(stackId, plan, change, Verb(change) + "_FAILED", change.Action == "Add" ? "Resource creation cancelled" : "Resource update cancelled", token);
        var failed = $"The following resource(s) failed to {(plan.Kind == "CREATE" ? "create" : "update")}: [{string.Join(", ", problems.Keys)}].";
        if (plan.Kind == "CREATE")
        {
            book.Change(stackId, stack => stack with
            {
                Template = plan.Template.Text,
                Description = plan.Template.Description,
                Parameters = plan.Parameters,
                Tags = plan.Tags,
                Capabilities = plan.Capabilities,
                KeepsFailures = plan.KeepsFailures,
            });
            if (plan.KeepsFailures)
            {
                book.Step(stackId, null, "CREATE_FAILED", failed, token);
                return;
            }
            book.Step(stackId, null, "ROLLBACK_IN_PROGRESS", failed + " Rollback requested by user.", token);
            book.Change(stackId, stack => stack with { Resources = [] });
            book.Step(stackId, null, "ROLLBACK_COMPLETE", null, token);
            return;
        }
        book.Step(stackId, null, "UPDATE_ROLLBACK_IN_PROGRESS", failed, token);
        book.Step(stackId, null, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", null, token);
        book.Change(stackId, stack => stack with { Resources = before.Resources });
        book.Step(stackId, null, "UPDATE_ROLLBACK_COMPLETE", null, token);
    }

    private async Task DeleteAsync(string stackId, IReadOnlyList<string> retain, string? token, CancellationToken cancellationToken)
    {
        var stack = book.Find(stackId)!;
        book.Step(stackId, null, "DELETE_IN_PROGRESS", UserInitiated, token);
        // What failed to be made is not there.
        var made = stack.Resources.Where(resource => !resource.Status.StartsWith("CREATE_FAILED", StringComparison.Ordinal) && host.Presence.Has(resource.LogicalId)
            && resource.Status != "DELETE_COMPLETE").Reverse().ToList();
        var policies = made.Count == 0 ? [] : planner.ResourcesOf(stack).ToDictionary(resource => resource.LogicalId, StringComparer.Ordinal);
        var fullBucket = await host.HasTemplatesAsync(cancellationToken);
        var presence = host.Presence;
        var ends = new List<(MadeResource Resource, string Status, string? Reason)>();
        foreach (var resource in made)
        {
            var isKept = retain.Contains(resource.LogicalId) || policies.GetValueOrDefault(resource.LogicalId) is { IsRetained: true };
            if (isKept)
            {
                ends.Add((resource, "DELETE_SKIPPED", null));
            }
            else if (resource.LogicalId == "TemplateBucket" && fullBucket)
            {
                ends.Add((resource, "DELETE_FAILED", $"Resource handler returned message: \"The bucket you tried to delete is not empty (Service: S3, Status Code: 409)\" (RequestToken: {token ?? "none"}, HandlerErrorCode: GeneralServiceException)"));
            }
            else
            {
                presence = presence.With(resource.LogicalId, false);
                ends.Add((resource, "DELETE_COMPLETE", null));
            }
        }
        foreach (var (resource, status, _) in ends.Where(end => end.Status != "DELETE_SKIPPED")) book.Step(stackId, resource, "DELETE_IN_PROGRESS", null, token);
        if (presence != host.Presence)
        {
            try
            {
                await host.ApplyAsync(presence, stack.Parameters.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal), cancellationToken);
            }
            catch (Exception error) when (error is PortException or IOException or UnauthorizedAccessException)
            {
                log.Write(new LogEntry(LogLevel.Error, "The stack could not be deleted") { Exception = error });
                ends = [.. ends.Select(end => end.Status == "DELETE_SKIPPED" ? end : (end.Resource, "DELETE_FAILED", error.Message))];
            }
        }
        foreach (var (resource, status, reason) in ends) book.Step(stackId, resource, status, reason, token);
        var failed = ends.Where(end => end.Status == "DELETE_FAILED").Select(end => end.Resource.LogicalId).ToList();
        if (failed.Count > 0)
        {
            book.Change(stackId, one => one with { Resources = [.. one.Resources.Where(resource => failed.Contains(resource.LogicalId))] });
            book.Step(stackId, null, "DELETE_FAILED", $"The following resource(s) failed to delete: [{string.Join(", ", failed)}]. ", token);
            return;
        }
        book.Change(stackId, one => one with { DeletedAt = book.Now });
        book.DropChangeSets(set => set.StackId == stackId);
        book.Step(stackId, null, StackRecord.Deleted, null, token);
    }

    private static string Verb(PlannedChange change) => change.Action switch
    {
        "Add" => "CREATE",
        "Import" => "IMPORT",
        "Remove" => "DELETE",
        _ => "UPDATE",
    };

    private void Step(string stackId, ChangePlan plan, PlannedChange change, string status, string? reason, string? token)
    {
        var resource = plan.Resources.FirstOrDefault(one => one.LogicalId == change.LogicalId);
        // A resource has its id once it is being made.
        var physicalId = change.PhysicalId ?? (resource is null ? null : own.PhysicalId(resource)) ?? "";
        book.Step(stackId, new MadeResource(change.LogicalId, change.Type, physicalId, status, book.Now, reason), status, reason, token);
    }
}

using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Deploy;

/// <summary>Deletes a stack, and gets past a deletion that failed.</summary>
/// <param name="stacks">CloudFormation.</param>
/// <param name="watcher">Watches what becomes of it.</param>
/// <param name="buckets">The buckets.</param>
/// <param name="progress">Is told what happens.</param>
public sealed class StackRemover(CloudFormationClient stacks, StackWatcher watcher, Buckets buckets, IDeployProgress progress)
{
    private const string Bucket = "TemplateBucket";

    /// <summary>Deletes a stack and watches it go.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="account">The account, which must own the bucket that is emptied.</param>
    /// <param name="deleteBucket">Whether the templates go too; else a bucket that cannot be deleted stays.</param>
    /// <param name="keep">Logical ids to leave where they are when they cannot be deleted.</param>
    /// <param name="runId">Names this deletion.</param>
    /// <param name="cancellationToken">Stops watching; CloudFormation goes on.</param>
    /// <exception cref="DeployException">A resource cannot be deleted.</exception>
    public async Task RemoveAsync(
        StackState stack, string account, bool deleteBucket, IReadOnlyList<string> keep, string runId, CancellationToken cancellationToken)
    {
        var after = await watcher.LastEventAsync(stack.Id, cancellationToken).ConfigureAwait(false);
        var wasFailed = stack.Status == "DELETE_FAILED";
        StackEnd end;
        if (wasFailed)
        {
            progress.Note($"An earlier deletion failed ({ErrorCode(stack.Name)}); going on from there.");
            end = new StackEnd(stack.Status, []);
        }
        else
        {
            await DeleteAsync(stack, [], runId + "-1", cancellationToken).ConfigureAwait(false);
            end = await watcher.WatchAsync(stack.Id, after, cancellationToken).ConfigureAwait(false);
        }
        if (end.Status != "DELETE_FAILED") return;

        var failed = (await stacks.ListResourcesAsync(stack.Id, cancellationToken).ConfigureAwait(false))
            .Where(resource => resource.Status == "DELETE_FAILED").ToArray();
        var retain = failed.Select(resource => resource.LogicalId).Where(keep.Contains).ToList();
        if (failed.FirstOrDefault(resource => resource.LogicalId == Bucket && !retain.Contains(Bucket)) is { } bucket)
        {
            if (deleteBucket && bucket.PhysicalId is { } name)
            {
                progress.Note($"Bucket '{name}' is not empty (INST001): emptying it with all its versions.");
                var count = await buckets.EmptyAsync(name, account, cancellationToken).ConfigureAwait(false);
                progress.Note($"{count} versions deleted from {name}.");
            }
            else
            {
                progress.Note($"Bucket '{bucket.PhysicalId}' is not empty (INST001): it is kept.");
                retain.Add(Bucket);
            }
        }
        var obstacle = failed.FirstOrDefault(resource => resource.LogicalId != Bucket && !retain.Contains(resource.LogicalId));
        if (obstacle is not null && !wasFailed) throw Failed(obstacle, end, stack.Name);

        after = await watcher.LastEventAsync(stack.Id, cancellationToken).ConfigureAwait(false);
        await DeleteAsync(stack, retain, runId + "-2", cancellationToken).ConfigureAwait(false);
        end = await watcher.WatchAsync(stack.Id, after, cancellationToken).ConfigureAwait(false);
        if (end.Status != "DELETE_FAILED") return;
        failed = [.. (await stacks.ListResourcesAsync(stack.Id, cancellationToken).ConfigureAwait(false)).Where(resource => resource.Status == "DELETE_FAILED")];
        throw Failed(failed.FirstOrDefault(), end, stack.Name);
    }

    private async Task DeleteAsync(StackState stack, IReadOnlyList<string> retain, string token, CancellationToken cancellationToken)
    {
        try
        {
            await stacks.DeleteStackAsync(stack.Id, retain, token, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsServiceException exception) when (exception.Message.Contains("TerminationProtection", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("termination protection", StringComparison.OrdinalIgnoreCase))
        {
            throw new DeployException(
                DeployFailure.StackState, $"The stack '{stack.Name}' is protected against deletion.",
                $"aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name {stack.Name}; then run this again.",
                exception);
        }
    }

    private static DeployException Failed(StackResource? resource, StackEnd end, string stack)
    {
        var reason = end.Failures.LastOrDefault(failure => failure.LogicalId == resource?.LogicalId)?.Reason ?? resource?.Reason ?? "no reason was given";
        return resource is null
            ? new(
                DeployFailure.DeleteFailed, $"The stack '{stack}' is in DELETE_FAILED: {end.Cause?.Reason ?? reason}",
                "Look at the stack's events, remove the obstacle, and run this again.")
            { ErrorCode = "INST005" }
            : new(
                DeployFailure.DeleteFailed, $"Resource '{resource.LogicalId}' ended in DELETE_FAILED: {reason}",
                $"Remove the obstacle and run this again, or leave it where it is with --keep {resource.LogicalId} and remove {resource.PhysicalId ?? "it"} by hand afterwards.")
            { ErrorCode = "INST002" };
    }

    private static string ErrorCode(string stack) => $"INST005, stack '{stack}' is in DELETE_FAILED";
}

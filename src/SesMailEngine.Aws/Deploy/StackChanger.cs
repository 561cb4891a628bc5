using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Deploy;

/// <summary>Prepares changes of a stack and carries them out.</summary>
/// <param name="stacks">CloudFormation.</param>
/// <param name="watcher">Watches what becomes of them.</param>
/// <param name="time">The clock of the pauses.</param>
public sealed class StackChanger(CloudFormationClient stacks, StackWatcher watcher, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Five minutes: the transform takes seconds.
    private const int MaxLooks = 150;

    /// <summary>What this product's change sets are allowed to do: make roles, and work the language extensions out.</summary>
    public static IReadOnlyList<string> Capabilities { get; } = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"];

    /// <summary>Prepares a change and waits until CloudFormation has worked it out. One of the name that an earlier run left is dropped.</summary>
    /// <exception cref="DeployException">CloudFormation cannot make this change.</exception>
    public async Task<(ChangeSetState ChangeSet, string StackId)> PrepareAsync(ChangeSetRequest request, CancellationToken cancellationToken)
    {
        string id, stackId;
        try
        {
            (id, stackId) = await stacks.CreateChangeSetAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsServiceException exception) when (exception.Code is "AlreadyExistsException" or "AlreadyExists")
        {
            await DropAsync(request.Name, request.StackName, cancellationToken).ConfigureAwait(false);
            (id, stackId) = await stacks.CreateChangeSetAsync(request, cancellationToken).ConfigureAwait(false);
        }
        for (var look = 0; look < MaxLooks; look++)
        {
            var state = await stacks.FindChangeSetAsync(id, stackId, cancellationToken).ConfigureAwait(false);
            if (state is { IsPending: false })
            {
                return state.Status == "CREATE_COMPLETE" || state.IsEmpty ? (state, stackId) : throw Refused(state);
            }
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
        throw new DeployException(
            DeployFailure.TimedOut, "CloudFormation has not worked the change out.", "Run the same command again.")
        { ErrorCode = "INST004" };
    }

    /// <summary>Drops a change set and waits until it is gone.</summary>
    public async Task DropAsync(string changeSet, string stack, CancellationToken cancellationToken)
    {
        await stacks.DeleteChangeSetAsync(changeSet, stack, cancellationToken).ConfigureAwait(false);
        for (var look = 0; look < MaxLooks; look++)
        {
            if (await stacks.FindChangeSetAsync(changeSet, stack, cancellationToken).ConfigureAwait(false) is null) return;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Carries a change out and watches it to its end.</summary>
    /// <param name="changeSetId">The change set.</param>
    /// <param name="stackId">The stack.</param>
    /// <param name="begun">Is called once CloudFormation has taken the change on; from there it goes on by itself.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    public async Task<StackEnd> ExecuteAsync(string changeSetId, string stackId, Action begun, CancellationToken cancellationToken)
    {
        var after = await watcher.LastEventAsync(stackId, cancellationToken).ConfigureAwait(false);
        await stacks.ExecuteChangeSetAsync(changeSetId, stackId, Token(changeSetId), cancellationToken).ConfigureAwait(false);
        begun();
        return await watcher.WatchAsync(stackId, after, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The failure a stack's end means; null when the change was made.</summary>
    /// <param name="end">The end.</param>
    /// <param name="stack">The stack's name.</param>
    public static DeployException? FailureOf(StackEnd end, string stack)
    {
        if (end.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "IMPORT_COMPLETE") return null;
        var cause = end.Cause;
        var reason = cause?.Reason ?? "CloudFormation gave no reason";
        var what = cause is null ? "the stack" : $"{cause.LogicalId} ({cause.Type})";
        if (cause?.Type == "AWS::S3::Bucket" && IsTaken(reason))
        {
            return new(
                DeployFailure.BucketTaken, $"Bucket already exists: {cause.PhysicalId ?? cause.LogicalId}. {reason}",
                "Names of buckets are unique in the world. Install under another name with --stack-name.");
        }
        if (reason.Contains("AccessDenied", StringComparison.Ordinal) || reason.Contains("not authorized", StringComparison.OrdinalIgnoreCase)
            || reason.Contains("Access Denied", StringComparison.OrdinalIgnoreCase))
        {
            return new(DeployFailure.AccessDenied, $"Access Denied while making {what}: {reason}", FailureReading.AccessDeniedFix);
        }
        var after = end.Status switch
        {
            "ROLLBACK_COMPLETE" or "CREATE_FAILED" or "ROLLBACK_FAILED" =>
                "Remove what the reason names, and run the same command again: it clears the remains away first.",
            "IMPORT_ROLLBACK_COMPLETE" => "The tables and the bucket are as they were. Remove what the reason names, and run the same command again.",
            "UPDATE_ROLLBACK_COMPLETE" => "The stack is as it was before. Remove what the reason names, and run the same command again.",
            "UPDATE_ROLLBACK_FAILED" =>
                $"Remove what the reason names, then: aws cloudformation continue-update-rollback --stack-name {stack}; after that run this again.",
            _ => "Look at the stack's events for the first failure.",
        };
        var word = cause?.Status ?? "CREATE_FAILED";
        return new(DeployFailure.RolledBack, $"{word} {what}: {reason} The stack is now {end.Status}.", after);
    }

    // Letters, digits and dashes, up to 128; the same for the same change set.
    private static string Token(string changeSetId) =>
        new([.. changeSetId.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-').TakeLast(100)]);

    private static bool IsTaken(string reason) =>
        reason.Contains("already exists", StringComparison.OrdinalIgnoreCase) || reason.Contains("not available", StringComparison.OrdinalIgnoreCase)
        || reason.Contains("BucketAlreadyExists", StringComparison.Ordinal);

    private static DeployException Refused(ChangeSetState state)
    {
        var reason = state.Reason ?? state.Status;
        return reason.Contains("AccessDenied", StringComparison.Ordinal) || reason.Contains("not authorized", StringComparison.OrdinalIgnoreCase)
            ? new(DeployFailure.AccessDenied, $"Access Denied: {reason}", FailureReading.AccessDeniedFix)
            : new(DeployFailure.Service, $"CloudFormation cannot make this change: {reason}", "Mend what it names; nothing has been changed.");
    }
}

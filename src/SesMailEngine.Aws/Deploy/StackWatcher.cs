using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Deploy;

/// <summary>Watches a stack until CloudFormation is done with it.</summary>
/// <param name="stacks">CloudFormation.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="progress">Is told each event.</param>
public sealed class StackWatcher(CloudFormationClient stacks, TimeProvider time, IDeployProgress progress)
{
    /// <summary>The pause between two looks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>The longest wait. A whole stack takes two or three minutes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    /// <summary>The latest event of a stack, to watch only what comes after; null when there is no stack.</summary>
    public async Task<string?> LastEventAsync(string stack, CancellationToken cancellationToken)
    {
        try
        {
            var events = await stacks.ListEventsAsync(stack, null, cancellationToken).ConfigureAwait(false);
            return events.Count == 0 ? null : events[^1].Id;
        }
        catch (AwsServiceException exception) when (exception.Code == "ValidationError")
        {
            return null;
        }
    }

    /// <summary>Watches until the stack rests.</summary>
    /// <param name="stackId">The stack's ARN, by which it is found after its deletion.</param>
    /// <param name="after">The last event before the change; null to watch from the stack's beginning.</param>
    /// <param name="cancellationToken">Stops watching; CloudFormation goes on.</param>
    /// <exception cref="DeployException">It took too long.</exception>
    public async Task<StackEnd> WatchAsync(string stackId, string? after, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var failures = new List<StackEvent>();
        // The state may lag behind the call that began the change: what counts is an event that ends it.
        var ended = false;
        while (true)
        {
            foreach (var step in await stacks.ListEventsAsync(stackId, after, cancellationToken).ConfigureAwait(false))
            {
                after = step.Id;
                progress.Moved(step);
                if (step.IsFailure) failures.Add(step);
                if (step.IsStack) ended = !step.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);
            }
            // Asked for after the events, so that it is at least as new as they are.
            var state = await stacks.FindAsync(stackId, cancellationToken).ConfigureAwait(false);
            if (state is null) return new StackEnd("DELETE_COMPLETE", failures);
            if (ended && !state.IsMoving && state.Status != "REVIEW_IN_PROGRESS") return new StackEnd(state.Status, failures);
            if (time.GetElapsedTime(start) > Patience)
            {
                throw new DeployException(
                    DeployFailure.TimedOut, $"The stack is still {state.Status} after {Patience.TotalMinutes:0} minutes.",
                    "CloudFormation goes on by itself. Look at the stack's events for what it waits for, and run the same command again.")
                { ErrorCode = "INST004" };
            }
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}

using System.Collections.Concurrent;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.Server.Targets;

/// <summary>
/// Brings one event from a target's queue to its endpoint: delivered, put back for later, or given up and sent to the target's
/// dead letter queue (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html).
/// </summary>
internal sealed class EndpointDelivery(
    IEndpointTargets targets, IQueues queues, EndpointPost post, RetrySchedule schedule, ILog log, TimeProvider clock)
{
    private const int DefaultRetries = 185;
    private const int DefaultAgeSeconds = 86_400;

    // A target whose settings change is back within moments; one that is gone takes its queue along.
    private static readonly TimeSpan Unclear = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, bool> _failing = new(StringComparer.Ordinal);

    /// <summary>Deals with one message.</summary>
    public async ValueTask<MessageDisposal> HandleAsync(string queue, QueueMessage message, CancellationToken stopping)
    {
        try
        {
            return await DeliverAsync(queue, message, stopping);
        }
        catch (PortException away) when (away.IsTransient)
        {
            // The next try, or the dead letter, could not be stored, on a full disk perhaps: it waits, and this receive counts for nothing.
            return MessageDisposal.Hold(Unclear);
        }
    }

    private async ValueTask<MessageDisposal> DeliverAsync(string queue, QueueMessage message, CancellationToken stopping)
    {
        if (targets.FindEndpoint(queue) is not { } target) return MessageDisposal.Hold(Unclear);
        var state = DeliveryState.Parse(message.AttributesJson, message.SentAt);
        var end = state.Since.AddSeconds(target.Target.MaximumEventAgeInSeconds ?? DefaultAgeSeconds);
        if (clock.GetUtcNow() > end)
        {
            await GiveUpAsync(target, message.Body, Expired, state.Failed, Age);
            return MessageDisposal.Consume;
        }
        DeliveryFailure? failure;
        try
        {
            failure = await post.SendAsync(target, message.Body, stopping);
        }
        catch (OperationCanceledException)
        {
            return MessageDisposal.Leave;
        }
        Note(target, failure);
        if (failure is null) return MessageDisposal.Consume;

        var failed = state.Failed + 1;
        var wait = schedule.After(failed);
        if (failed > (target.Target.MaximumRetryAttempts ?? DefaultRetries)) await GiveUpAsync(target, message.Body, failure, failed - 1, Retries);
        else if (clock.GetUtcNow() + wait > end) await GiveUpAsync(target, message.Body, failure, failed - 1, Age);
        else
        {
            // The next try is on disk before this one goes: a crash in between repeats a delivery, and loses none.
            await queues.SendAsync(
                queue, [new NewMessage(message.Body, (state with { Failed = failed }).ToJson(), wait)], CancellationToken.None);
        }
        return MessageDisposal.Consume;
    }

    private static readonly DeliveryFailure Expired = new("EXPIRED", "The event became too old before it could be delivered.");
    private const string Retries = "MaximumRetryAttempts";
    private const string Age = "MaximumEventAgeInSeconds";

    private async Task GiveUpAsync(EndpointTarget target, string body, DeliveryFailure failure, int retries, string condition)
    {
        var reason = new DeadLetterReason(target.RuleArn, target.Target.Arn, failure.Code, failure.Message)
        {
            ExhaustedCondition = condition,
            RetryAttempts = retries,
        };
        if (target.DeadLetterQueue is { } name
            && await queues.SendAsync(name, [new NewMessage(body, reason.ToAttributes())], CancellationToken.None) is not null)
        {
            return;
        }
        log.Write(new LogEntry(
            LogLevel.Error, $"ERROR: an event for target {target.Target.Id} of rule {target.Rule} could not be delivered and has no dead letter queue: {failure.Message}"));
    }

    // Told when it begins and when it ends, not for each event.
    private void Note(EndpointTarget target, DeliveryFailure? failure)
    {
        if (failure is null)
        {
            if (_failing.TryRemove(target.Queue, out _))
                log.Write(new LogEntry(LogLevel.Info, $"The endpoint of target {target.Target.Id} of rule {target.Rule} takes events again."));
        }
        else if (_failing.TryAdd(target.Queue, true))
        {
            log.Write(new LogEntry(
                LogLevel.Warning, $"The endpoint of target {target.Target.Id} of rule {target.Rule} takes no events, they are tried again: {failure.Message}"));
        }
    }
}

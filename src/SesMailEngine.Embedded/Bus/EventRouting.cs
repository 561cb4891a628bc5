using System.Collections.Concurrent;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Bus;

/// <summary>Finds the messages an event makes: one for each target of each rule that matches.</summary>
internal sealed class EventRouting(EmbeddedQueues queues, ResourceNames names, ILog log)
{
    private readonly ConcurrentDictionary<string, bool> _functionsSeen = new(StringComparer.Ordinal);

    /// <summary>Adds an event's messages.</summary>
    public void Route(
        IReadOnlyList<CompiledRule> rules, BusEvent busEvent, EventEnvelope envelope, List<OutgoingMessage> messages)
    {
        foreach (var rule in rules)
        {
            if (!rule.Rule.Enabled || rule.Targets.Count == 0) continue;
            // Most rules are decided by source and detail-type, without parsing the event.
            if (!(rule.Pattern.Judge(busEvent.Source, busEvent.DetailType) ?? rule.Pattern.Matches(envelope.Root))) continue;
            foreach (var target in rule.Targets) Add(rule.Rule, target, envelope, messages);
        }
    }

    private void Add(BusRule rule, CompiledTarget target, EventEnvelope envelope, List<OutgoingMessage> messages)
    {
        var body = Body(rule, target, envelope);
        if (target.Queue is { } name && queues.Get(name) is { } queue)
        {
            messages.Add(new(queue, body, target.Endpoint is null ? null : new DeliveryState(envelope.IngestedAt, 0).ToJson()));
        }
        else if (target.DeadLetterQueue is { } deadLetterName && queues.Get(deadLetterName) is { } deadLetters)
        {
            messages.Add(new(deadLetters, body, Reason(rule, target)));
        }
        else if (!target.IsFunction || _functionsSeen.TryAdd($"{rule.Name}/{target.Target.Id}", true))
        {
            log.Write(new LogEntry(LogLevel.Warning,
                $"An event for target {target.Target.Id} of rule {rule.Name} went nowhere: {target.Target.Arn} is " +
                (target.IsFunction ? "a function without an entry in LambdaEndpoints (told once)." : "no queue of this host.")));
        }
    }

    private string Body(BusRule rule, CompiledTarget target, EventEnvelope envelope)
    {
        if (target.Target.Input is { } input) return input;
        if (target.Transformer is { } transformer) return transformer.Apply(envelope, RuleArn(rule), rule.Name);
        return target.Target.InputPath is { } path and not "$"
            ? JsonPath.Find(envelope.Root, path)?.GetRawText() ?? "null"
            : envelope.Text;
    }

    private string Reason(BusRule rule, CompiledTarget target) =>
        new DeadLetterReason(RuleArn(rule), target.Target.Arn, "NO_RESOURCE", "The target is no queue of this host").ToAttributes();

    /// <summary>The ARN of a rule of this bus.</summary>
    public string RuleArn(BusRule rule) => names.Arn("events", $"rule/{names.EventBus}/{rule.Name}");
}

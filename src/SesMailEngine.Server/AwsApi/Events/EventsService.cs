using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>Amazon EventBridge (https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html), for the bus of this stack.</summary>
internal sealed class EventsService : IAwsService
{
    private readonly PutEventsOperation _putEvents;
    private readonly BusOperations _buses;
    private readonly RuleOperations _rules;
    private readonly TargetOperations _targets;

    /// <summary>Makes the service.</summary>
    /// <param name="names">The stack's names.</param>
    /// <param name="bus">The stack's bus.</param>
    /// <param name="ids">Ids for events of buses nobody listens to.</param>
    /// <param name="log">Where events for a bus that does not exist are mentioned.</param>
    /// <param name="load">Counts the producers that wait for their answers.</param>
    /// <param name="hasStack">False when the stack was deleted.</param>
    public EventsService(ResourceNames names, IEventBus bus, RequestIdSource ids, ILog log, ProducerLoad load, bool hasStack = true)
    {
        var buses = new BusNames(names, hasStack);
        _putEvents = new PutEventsOperation(buses, bus, ids, log, load);
        _buses = new BusOperations(buses);
        _rules = new RuleOperations(buses, bus);
        _targets = new TargetOperations(names, buses, bus);
    }

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("events")
    {
        TargetPrefix = "AWSEvents",
        // Ten entries of 256 KB in all, each character escaped as \u00XX at worst.
        MaxBodyBytes = 4 << 20,
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken) => request.Operation switch
    {
        "PutEvents" => _putEvents.HandleAsync(request, cancellationToken),
        "PutRule" => _rules.PutAsync(request, cancellationToken),
        "DescribeRule" => _rules.DescribeAsync(request, cancellationToken),
        "ListRules" => _rules.ListAsync(request, cancellationToken),
        "DeleteRule" => _rules.DeleteAsync(request, cancellationToken),
        "EnableRule" => _rules.SetEnabledAsync(request, enabled: true, cancellationToken),
        "DisableRule" => _rules.SetEnabledAsync(request, enabled: false, cancellationToken),
        "PutTargets" => _targets.PutAsync(request, cancellationToken),
        "RemoveTargets" => _targets.RemoveAsync(request, cancellationToken),
        "ListTargetsByRule" => _targets.ListAsync(request, cancellationToken),
        "DescribeEventBus" => _buses.DescribeAsync(request, cancellationToken),
        "ListEventBuses" => _buses.ListAsync(request, cancellationToken),
        "TestEventPattern" => EventPatternTrial.HandleAsync(request, cancellationToken),
        _ => throw request.UnknownOperation(),
    };
}

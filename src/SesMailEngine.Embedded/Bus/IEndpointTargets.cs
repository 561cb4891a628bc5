namespace SesMailEngine.Embedded.Bus;

/// <summary>The targets that are HTTP endpoints. Their events are on queues, on disk; who posts them is told here which there are.</summary>
public interface IEndpointTargets
{
    /// <summary>All of them, as of now.</summary>
    IReadOnlyList<EndpointTarget> Endpoints { get; }

    /// <summary>The one whose queue has this name; null when it is no more, or no longer an endpoint.</summary>
    EndpointTarget? FindEndpoint(string queue);

    /// <summary>Told after each change of rules or targets, on the writer's thread: handlers only take note.</summary>
    event Action? EndpointsChanged;
}

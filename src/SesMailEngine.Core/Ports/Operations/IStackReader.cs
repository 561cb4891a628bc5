namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Reads what the stack is made of. Throws <see cref="PortException"/> when the services do not answer.</summary>
public interface IStackReader
{
    /// <summary>The stack's state, settings and outputs; null when there is no such stack.</summary>
    Task<StackSnapshot?> GetAsync(CancellationToken cancellationToken);

    /// <summary>The three functions; one that is not there is left out.</summary>
    Task<IReadOnlyList<FunctionReading>> ListFunctionsAsync(CancellationToken cancellationToken);

    /// <summary>What last happened to the stack's resources, newest first; at most <paramref name="limit"/> (1 to 100).</summary>
    Task<IReadOnlyList<ResourceEvent>> ListEventsAsync(int limit, CancellationToken cancellationToken);
}

using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>Errors a fake throws on request, by the name of the called member; and how often each was called.</summary>
public sealed class Faults
{
    private readonly Dictionary<string, Queue<Exception>> planned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Exception> standing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>An error as a store that is away gives it.</summary>
    public static PortException Away => new("DynamoDB error (InternalServerError)", isTransient: true, "InternalServerError");

    /// <summary>The next <paramref name="times"/> calls of a member fail.</summary>
    public void FailNext(string member, Exception? error = null, int times = 1)
    {
        lock (gate)
        {
            if (!planned.TryGetValue(member, out var queue)) planned[member] = queue = new Queue<Exception>();
            for (var i = 0; i < times; i++) queue.Enqueue(error ?? Away);
        }
    }

    /// <summary>Every call of a member fails until <see cref="Mend"/>.</summary>
    public void FailAlways(string member, Exception? error = null)
    {
        lock (gate) standing[member] = error ?? Away;
    }

    /// <summary>Forgets all planned errors.</summary>
    public void Mend()
    {
        lock (gate)
        {
            planned.Clear();
            standing.Clear();
        }
    }

    /// <summary>How often a member was called, failed calls included.</summary>
    public int Calls(string member)
    {
        lock (gate) return calls.GetValueOrDefault(member);
    }

    /// <summary>Called by the fake at the start of each member.</summary>
    internal void Check(string member, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            calls[member] = calls.GetValueOrDefault(member) + 1;
            if (planned.TryGetValue(member, out var queue) && queue.TryDequeue(out var error)) throw error;
            if (standing.TryGetValue(member, out var always)) throw always;
        }
    }
}

using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Templates;

/// <summary>
/// Loaded templates by name: at most <see cref="Capacity"/>, the least recently used goes first. What was loaded is kept
/// for <see cref="Lifetime"/>, what could not be used only for <see cref="ProblemLifetime"/>, so that a mended template
/// works at once. Whoever asks for a template that is being loaded waits for that load. For any number of threads.
/// </summary>
/// <param name="load">Loads a template; never called twice at once for one name.</param>
/// <param name="isProblem">True when what was loaded cannot be used.</param>
/// <param name="time">The clock.</param>
internal sealed class TemplateCache<T>(
    Func<string, CancellationToken, Task<T>> load, Func<T, bool> isProblem, TimeProvider time)
    where T : class
{
    /// <summary>How many templates are kept.</summary>
    public const int Capacity = 50;

    /// <summary>How long a usable template is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long a problem is kept.</summary>
    public static readonly TimeSpan ProblemLifetime = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, LinkedListNode<Entry>> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> byUse = new();
    private readonly Lock gate = new();

    /// <summary>How many templates are held.</summary>
    public int Count
    {
        get { lock (gate) return entries.Count; }
    }

    /// <summary>The template of a name.</summary>
    /// <exception cref="PortException">It is not cached and could not be loaded; the next call tries again.</exception>
    public ValueTask<T> GetAsync(string name, CancellationToken cancellationToken)
    {
        Entry entry;
        lock (gate)
        {
            if (entries.TryGetValue(name, out var node) && IsFresh(node.Value))
            {
                if (byUse.First != node)
                {
                    byUse.Remove(node);
                    byUse.AddFirst(node);
                }
                entry = node.Value;
            }
            else
            {
                entry = Start(name, node);
            }
        }
        return entry.Loading.IsCompletedSuccessfully
            ? new(entry.Loading.Result)
            : new(entry.Loading.WaitAsync(cancellationToken));
    }

    private bool IsFresh(Entry entry)
    {
        if (!entry.Loading.IsCompleted) return true;
        if (!entry.Loading.IsCompletedSuccessfully) return false;
        return time.GetElapsedTime(entry.LoadedAt) < (isProblem(entry.Loading.Result) ? ProblemLifetime : Lifetime);
    }

    private Entry Start(string name, LinkedListNode<Entry>? old)
    {
        if (old is not null) byUse.Remove(old);
        // One caller's impatience must not fail the others, so the load runs without a caller's token.
        var entry = new Entry(name, Task.Run(() => load(name, CancellationToken.None)), time.GetTimestamp());
        entries[name] = byUse.AddFirst(entry);
        while (entries.Count > Capacity)
        {
            entries.Remove(byUse.Last!.Value.Name);
            byUse.RemoveLast();
        }
        return entry;
    }

    private sealed record Entry(string Name, Task<T> Loading, long LoadedAt);
}

using System.Collections.Concurrent;
using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Core.Diagnosis.Gathering;

/// <summary>
/// Keeps the books on what was looked at. A port that does not answer spoils only its own part: the answer says so, and
/// rests on the rest.
/// </summary>
internal sealed class Looking
{
    private readonly ConcurrentQueue<Look> unread = new();
    private readonly ConcurrentQueue<Look> looked = new();

    /// <summary>What was looked at and could not be read last, in the order of the answers.</summary>
    public IReadOnlyList<Look> All => [.. looked, .. unread.Select(look => look with { Result = $"could not be read: {look.Result}" })];

    /// <summary>What could not be read, and why.</summary>
    public IReadOnlyList<Look> Unread => [.. unread];

    /// <summary>Reads; null (or default) when the port does not answer.</summary>
    /// <param name="at">The place, for the books.</param>
    /// <param name="read">The read.</param>
    /// <param name="found">What was there, in a few words.</param>
    public async Task<T?> TryAsync<T>(string at, Func<Task<T>> read, Func<T, string> found)
    {
        try
        {
            var value = await read().ConfigureAwait(false);
            looked.Enqueue(new(at, found(value)));
            return value;
        }
        catch (PortException exception)
        {
            unread.Enqueue(new(at, exception.Message));
            return default;
        }
    }
}

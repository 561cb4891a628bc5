namespace SesMailEngine.Server.AwsApi.Events;

// How many producers wait for the answer to their PutEvents at this moment. Each waits for a few milliseconds: many at once
// means that they publish as fast as they are answered. Then accepting comes first, because a producer holds a connection and perhaps a
// person while it waits, and a mail that is accepted waits safely on the disk.
internal sealed class ProducerLoad
{
    private const int Many = 8;

    // For who has nothing to yield: few posts at a time wait for somebody else's answer.
    public static readonly ProducerLoad None = new();

    private int waiting;

    public bool IsHigh => Volatile.Read(ref waiting) >= Many;

    public Waiting Enter()
    {
        Interlocked.Increment(ref waiting);
        return new Waiting(this);
    }

    public readonly struct Waiting(ProducerLoad load) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref load.waiting);
    }
}

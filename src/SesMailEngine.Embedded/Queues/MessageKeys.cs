namespace SesMailEngine.Embedded.Queues;

/// <summary>How the key of a message's row holds the queue's number and the message's number in it.</summary>
internal static class MessageKeys
{
    private const int SequenceBits = 40;

    /// <summary>The key before all of a queue's.</summary>
    public static long Before(long queue) => queue << SequenceBits;

    /// <summary>The key of a message.</summary>
    public static long Of(long queue, long sequence) => (queue << SequenceBits) + sequence;

    /// <summary>The last key a queue can have.</summary>
    public static long Last(long queue) => ((queue + 1) << SequenceBits) - 1;

    /// <summary>The queue of a key.</summary>
    public static long QueueOf(long key) => key >> SequenceBits;
}

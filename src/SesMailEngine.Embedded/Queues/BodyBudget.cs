namespace SesMailEngine.Embedded.Queues;

/// <summary>Bounds the memory that bodies of waiting messages take, over all queues. What does not fit is read from the file when it is received.</summary>
internal sealed class BodyBudget(long characters)
{
    private long _left = characters;

    /// <summary>Takes room for a body; false when there is none.</summary>
    public bool TryTake(int length)
    {
        if (Interlocked.Add(ref _left, -length) >= 0) return true;
        Interlocked.Add(ref _left, length);
        return false;
    }

    /// <summary>Gives room back.</summary>
    public void Give(int length) => Interlocked.Add(ref _left, length);
}

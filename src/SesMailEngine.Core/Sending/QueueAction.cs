namespace SesMailEngine.Core.Sending;

/// <summary>What to do with a message after it was handled.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Delay">For <see cref="QueueActionKind.Hold"/>: when it may come again.</param>
public readonly record struct QueueAction(QueueActionKind Kind, TimeSpan Delay)
{
    /// <summary>Delete the message.</summary>
    public static QueueAction Consume => new(QueueActionKind.Consume, TimeSpan.Zero);

    /// <summary>Leave it to its visibility timeout.</summary>
    public static QueueAction Leave => new(QueueActionKind.Leave, TimeSpan.Zero);

    /// <summary>Give it back for later without counting this receive.</summary>
    public static QueueAction Hold(TimeSpan delay) => new(QueueActionKind.Hold, delay);
}

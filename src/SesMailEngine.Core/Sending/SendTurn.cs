using SesMailEngine.Core.Sending.Pacing;

namespace SesMailEngine.Core.Sending;

/// <summary>
/// A request's place in the order of sending, drawn when the request is taken from its queue (<see cref="EmailSender.TakeTurn"/>). Whoever
/// drew it must end it, or those behind it wait two seconds for it in vain. Ending twice is ending once.
/// </summary>
public sealed class SendTurn : IDisposable
{
    private readonly SendPacer pacer;

    internal SendTurn(SendPacer pacer, SendPriority priority)
    {
        this.pacer = pacer;
        Priority = priority;
        Node = new(this);
    }

    /// <summary>Its priority.</summary>
    public SendPriority Priority { get; internal set; }

    // All that follows is guarded by the pacer's lock.
    internal LinkedListNode<SendTurn> Node { get; }

    internal TurnStage Stage { get; set; }

    // Its place among those of its priority.
    internal long Number { get; set; }

    // When it came to its stage, a timestamp of the pacer's clock.
    internal long Since { get; set; }

    // How long it waits in its stage, in ticks of that clock.
    internal long Patience { get; set; }

    // How near its slot must be to let it in, in the same ticks.
    internal long Foresight { get; set; }

    internal PaceAnswer? Answer { get; set; }

    internal TaskCompletionSource<PaceAnswer>? Waiter { get; set; }

    /// <summary>The request needs no slot (any more).</summary>
    public void Dispose() => pacer.Leave(this);
}

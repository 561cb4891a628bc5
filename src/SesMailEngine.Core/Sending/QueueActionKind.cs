namespace SesMailEngine.Core.Sending;

/// <summary>What to do with a message after it was handled.</summary>
public enum QueueActionKind
{
    /// <summary>Delete it: it is dealt with.</summary>
    Consume,

    /// <summary>Leave it alone: it comes again after its visibility timeout, or goes to the dead letter queue.</summary>
    Leave,

    /// <summary>Give it back for later without counting this receive.</summary>
    Hold,
}

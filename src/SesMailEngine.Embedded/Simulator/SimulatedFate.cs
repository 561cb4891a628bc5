namespace SesMailEngine.Embedded.Simulator;

/// <summary>What becomes of a mail in the simulator.</summary>
internal enum SimulatedFate
{
    /// <summary>Delivered. <c>success</c>, <c>ooto</c>, and every address elsewhere.</summary>
    Delivered,

    /// <summary>The address does not exist. <c>bounce</c>.</summary>
    Bounced,

    /// <summary>The mailbox is full for now. <c>softbounce</c>.</summary>
    SoftBounced,

    /// <summary>Delivered, then reported as spam. <c>complaint</c>.</summary>
    Complained,

    /// <summary>On SES's own suppression list. <c>suppressionlist</c>.</summary>
    OnSuppressionList,

    /// <summary>Delivered, then opened by a person. <c>open</c>.</summary>
    Opened,

    /// <summary>Accepted, then found to hold a virus. <c>reject</c>.</summary>
    Rejected,

    /// <summary>Never accepted: the sender is told to slow down. <c>throttle</c>.</summary>
    Throttled,

    /// <summary>Delayed, then delivered. <c>delay</c>.</summary>
    Delayed,
}

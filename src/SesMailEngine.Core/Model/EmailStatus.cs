namespace SesMailEngine.Core.Model;

/// <summary>
/// Where a mail stands. The numeric value is its priority: a lower one never overwrites a higher one, whatever the
/// order in which events arrive. <see cref="Bounced"/> and <see cref="Complained"/> share the highest priority
/// (see <see cref="EmailStatuses.Priority"/>): the one that came first stays.
/// </summary>
public enum EmailStatus
{
    /// <summary>Claimed by a sender whose result is not recorded yet.</summary>
    Sending,

    /// <summary>Accepted by the transport; no feedback yet.</summary>
    Sent,

    /// <summary>Temporarily undeliverable.</summary>
    SoftBounced,

    /// <summary>Accepted by the recipient's mail server.</summary>
    Delivered,

    /// <summary>Opened by a person.</summary>
    Opened,

    /// <summary>Not sent, for the reason in the record's error fields.</summary>
    Failed,

    /// <summary>Permanently undeliverable; the address is suppressed.</summary>
    Bounced,

    /// <summary>Reported as spam; the address is suppressed.</summary>
    Complained,
}

namespace SesMailEngine.Embedded.Simulator;

/// <summary>A mail in the local outbox.</summary>
/// <param name="Sequence">Grows with each mail; newest has the highest.</param>
/// <param name="MessageId">The id the simulator answered with.</param>
/// <param name="EmailId">The engine's id, from the tag.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="From">Sender, with name.</param>
/// <param name="To">Recipient.</param>
/// <param name="ReplyTo">Reply-to, if any.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Html">HTML part.</param>
/// <param name="Text">Text part.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="Tags">Message tags.</param>
public sealed record SentMail(
    long Sequence, string MessageId, string EmailId, DateTimeOffset AcceptedAt, string From, string To, string? ReplyTo,
    string Subject, string Html, string Text, IReadOnlyList<KeyValuePair<string, string>> Headers,
    IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    /// <summary>True for a mail an application sent itself; then <see cref="To"/> is only the first of its recipients.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Everybody who gets it.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [To];

    /// <summary>Who reads to be addressed.</summary>
    public IReadOnlyList<string> ToAddresses { get; init; } = [To];

    /// <summary>Who reads to have a copy.</summary>
    public IReadOnlyList<string> CcAddresses { get; init; } = [];

    /// <summary>Who has a copy unseen.</summary>
    public IReadOnlyList<string> BccAddresses { get; init; } = [];

    /// <summary>What is attached.</summary>
    public IReadOnlyList<SentAttachment> Attachments { get; init; } = [];

    /// <summary>The whole message, when it came as one and was short enough to keep; one character a byte.</summary>
    public string? Raw { get; init; }
}

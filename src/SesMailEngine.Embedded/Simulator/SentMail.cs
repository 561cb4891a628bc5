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
    IReadOnlyList<KeyValuePair<string, string>> Tags);

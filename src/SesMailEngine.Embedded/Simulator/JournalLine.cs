namespace SesMailEngine.Embedded.Simulator;

/// <summary>One mail the simulator accepted, ever: the witness for "nothing lost, nothing twice".</summary>
/// <param name="MessageId">The id it answered with.</param>
/// <param name="EmailId">The engine's id.</param>
/// <param name="To">The recipient.</param>
/// <param name="AcceptedAt">When.</param>
public sealed record JournalLine(string MessageId, string EmailId, string To, DateTimeOffset AcceptedAt);

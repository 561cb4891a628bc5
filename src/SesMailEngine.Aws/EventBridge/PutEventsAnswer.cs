namespace SesMailEngine.Aws.EventBridge;

/// <summary>What became of one entry.</summary>
/// <param name="EventId">The event's id when it was taken.</param>
/// <param name="ErrorCode">Why it was not.</param>
/// <param name="ErrorMessage">The same in words.</param>
public sealed record PutEventsAnswer(string? EventId, string? ErrorCode, string? ErrorMessage);

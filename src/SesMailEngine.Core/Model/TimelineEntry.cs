namespace SesMailEngine.Core.Model;

/// <summary>One line of a record's history.</summary>
/// <param name="Type">What happened: <c>sending</c>, <c>sent</c>, <c>delivery</c>, <c>open</c>, <c>bounce</c>, <c>complaint</c>, <c>failed</c>, …</param>
/// <param name="Timestamp">When it happened, by the clock of whoever reports it.</param>
/// <param name="Id">The feedback id or SNS message id by which a repetition is known; null for the engine's own entries.</param>
/// <param name="Note">A short detail for people, without address or body.</param>
public sealed record TimelineEntry(string Type, DateTimeOffset Timestamp, string? Id = null, string? Note = null);

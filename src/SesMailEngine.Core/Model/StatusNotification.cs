namespace SesMailEngine.Core.Model;

/// <summary>The detail of an <c>Email Status Changed</c> event: what the engine tells the producers.</summary>
/// <param name="Record">The record after the change.</param>
/// <param name="Status">The status told (the event's, which the record may have passed already).</param>
/// <param name="Timestamp">When it happened.</param>
public sealed record StatusNotification(TrackingRecord Record, EmailStatus Status, DateTimeOffset Timestamp);

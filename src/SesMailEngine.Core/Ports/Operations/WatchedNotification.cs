namespace SesMailEngine.Core.Ports.Operations;

/// <summary>A notification as a subscriber gets it.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="DetailType">For example <c>Email Status Changed</c>.</param>
/// <param name="At">The event's time.</param>
/// <param name="Detail">The detail, JSON.</param>
public sealed record WatchedNotification(string Id, string DetailType, DateTimeOffset At, string Detail);

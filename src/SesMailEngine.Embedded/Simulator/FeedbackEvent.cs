namespace SesMailEngine.Embedded.Simulator;

/// <summary>An event the simulator will report.</summary>
/// <param name="DueAt">When, in milliseconds since 1970.</param>
/// <param name="Json">The event as SES publishes it.</param>
internal readonly record struct FeedbackEvent(long DueAt, string Json);

namespace SesMailEngine.Embedded.Queues;

/// <summary>A message to put on a queue.</summary>
/// <param name="Body">At most 262,144 bytes of UTF-8 with its attributes.</param>
/// <param name="AttributesJson">The message attributes as the JSON object of the SQS API; null for none.</param>
/// <param name="Delay">Overrides the queue's delay.</param>
public sealed record NewMessage(string Body, string? AttributesJson = null, TimeSpan? Delay = null);

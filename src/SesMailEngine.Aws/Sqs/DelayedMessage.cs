namespace SesMailEngine.Aws.Sqs;

/// <summary>A message that becomes visible later.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Delay">How long the queue keeps it back: 0 to 15 minutes, in whole seconds.</param>
/// <param name="Attributes">Texts that travel beside the body, at most 10.</param>
public sealed record DelayedMessage(string Body, TimeSpan Delay, IReadOnlyDictionary<string, string> Attributes);

namespace SesMailEngine.Aws.EventBridge;

/// <summary>An event to publish (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html).</summary>
/// <param name="Source">Who says it.</param>
/// <param name="DetailType">What kind it is.</param>
/// <param name="Detail">A JSON object, as text.</param>
/// <param name="EventBusName">The bus.</param>
public sealed record PutEventsEntry(string Source, string DetailType, string Detail, string EventBusName);

namespace SesMailEngine.Embedded.Bus;

/// <summary>An event to put on the bus (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html).</summary>
/// <param name="Source">Who says it.</param>
/// <param name="DetailType">What kind it is.</param>
/// <param name="Detail">A JSON object, as text.</param>
/// <param name="Time">When it happened; null for now.</param>
/// <param name="Resources">ARNs concerned.</param>
public sealed record BusEvent(
    string Source, string DetailType, string Detail, DateTimeOffset? Time = null, IReadOnlyList<string>? Resources = null);

namespace SesMailEngine.Embedded.Bus;

/// <summary>Where a rule sends what matches.</summary>
/// <param name="Id">1 to 64 characters, unique in its rule.</param>
/// <param name="Arn">A queue of this host.</param>
/// <param name="Input">Constant JSON to send instead of the event.</param>
/// <param name="InputPath">A JSON path (<c>$.detail</c>) of the part to send.</param>
/// <param name="InputTransformerJson">The input transformer as the API gives it (InputPathsMap, InputTemplate).</param>
/// <param name="DeadLetterArn">The queue for what could not be delivered.</param>
public sealed record BusTarget(
    string Id, string Arn, string? Input = null, string? InputPath = null, string? InputTransformerJson = null,
    string? DeadLetterArn = null);

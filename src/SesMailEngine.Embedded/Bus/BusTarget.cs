namespace SesMailEngine.Embedded.Bus;

/// <summary>Where a rule sends what matches.</summary>
/// <param name="Id">1 to 64 characters, unique in its rule.</param>
/// <param name="Arn">A queue of this host, a Lambda function, or the URL of an HTTP endpoint.</param>
/// <param name="Input">Constant JSON to send instead of the event.</param>
/// <param name="InputPath">A JSON path (<c>$.detail</c>) of the part to send.</param>
/// <param name="InputTransformerJson">The input transformer as the API gives it (InputPathsMap, InputTemplate).</param>
/// <param name="DeadLetterArn">The queue for what could not be delivered.</param>
public sealed record BusTarget(
    string Id, string Arn, string? Input = null, string? InputPath = null, string? InputTransformerJson = null,
    string? DeadLetterArn = null)
{
    /// <summary>A role; kept and given back, no more.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The HTTP parameters as the API gives them (PathParameterValues, HeaderParameters, QueryStringParameters).</summary>
    public string? HttpParametersJson { get; init; }

    /// <summary>Retries of a failed delivery, 0 to 185; null for 185.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>Seconds after which a delivery is given up, 60 to 86,400; null for 86,400.</summary>
    public int? MaximumEventAgeInSeconds { get; init; }
}

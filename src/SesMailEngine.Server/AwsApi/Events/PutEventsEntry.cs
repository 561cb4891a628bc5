namespace SesMailEngine.Server.AwsApi.Events;

/// <summary>One entry of PutEvents as it came, with what is wrong with it.</summary>
internal struct PutEventsEntry
{
    /// <summary>The most bytes all entries of a request may have (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html).</summary>
    public const int MaxTotalBytes = 256 * 1024;

    /// <summary>Who says it.</summary>
    public string? Source;

    /// <summary>What kind it is.</summary>
    public string? DetailType;

    /// <summary>The JSON text; null when there was none.</summary>
    public string? Detail;

    /// <summary>True when the detail is a JSON object.</summary>
    public bool IsDetailObject;

    /// <summary>A bus's name or ARN; null for the default bus.</summary>
    public string? Bus;

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Time;

    /// <summary>ARNs concerned.</summary>
    public List<string>? Resources;

    /// <summary>Its size as AWS counts it: 14 for a time, and the UTF-8 bytes of source, detail-type, detail and resources.</summary>
    public int Size;

    /// <summary>Why the entry is not accepted; null when it is.</summary>
    public readonly (string Code, string Message)? Problem()
    {
        if (string.IsNullOrEmpty(Source)) return Required(nameof(Source));
        if (string.IsNullOrEmpty(DetailType)) return Required(nameof(DetailType));
        if (string.IsNullOrEmpty(Detail)) return Required(nameof(Detail));
        if (Source.StartsWith("aws.", StringComparison.Ordinal)) return ("NotAuthorizedForSource", "Not authorized for the source.");
        return IsDetailObject ? null : ("MalformedDetail", "Detail is malformed.");
    }

    private static (string Code, string Message) Required(string name) =>
        ("InvalidArgument", $"Parameter {name} is not valid. Reason: {name} is a required argument.");
}

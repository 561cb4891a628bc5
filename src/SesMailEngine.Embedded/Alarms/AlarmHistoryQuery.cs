namespace SesMailEngine.Embedded.Alarms;

/// <summary>Which lines of the history are wanted.</summary>
public sealed record AlarmHistoryQuery
{
    /// <summary>Of this alarm only.</summary>
    public string? Alarm { get; init; }

    /// <summary>Of this type only.</summary>
    public AlarmHistoryType? Type { get; init; }

    /// <summary>From then on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until then.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The oldest first.</summary>
    public bool Ascending { get; init; }

    /// <summary>Behind the line of this number, in the order asked for.</summary>
    public long? After { get; init; }

    /// <summary>At most so many.</summary>
    public required int Limit { get; init; }
}

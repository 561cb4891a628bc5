using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>When an alarm goes off, and whom it tells. Names and meanings are CloudWatch's.</summary>
public sealed record AlarmDefinition
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null when nobody said.</summary>
    public string? Description { get; init; }

    /// <summary>The metric it watches.</summary>
    public required MetricKey Metric { get; init; }

    /// <summary>Only values of this unit count; null for any.</summary>
    public string? Unit { get; init; }

    /// <summary>The statistic of each period.</summary>
    public required MetricStatistic Statistic { get; init; }

    /// <summary>A period's length in minutes.</summary>
    public required int PeriodMinutes { get; init; }

    /// <summary>The periods that are looked at.</summary>
    public required int EvaluationPeriods { get; init; }

    /// <summary>How many of them must breach; null for all.</summary>
    public int? DatapointsToAlarm { get; init; }

    /// <summary>The threshold.</summary>
    public required double Threshold { get; init; }

    /// <summary>How a value breaches it.</summary>
    public AlarmComparison Comparison { get; init; } = AlarmComparison.GreaterThanThreshold;

    /// <summary>What a period without data counts as.</summary>
    public MissingData MissingData { get; init; } = MissingData.Missing;

    /// <summary>False when a change of state tells nobody.</summary>
    public bool ActionsEnabled { get; init; } = true;

    /// <summary>The topics told when it becomes OK.</summary>
    public IReadOnlyList<string> OkActions { get; init; } = [];

    /// <summary>The topics told when it goes off.</summary>
    public IReadOnlyList<string> AlarmActions { get; init; } = [];

    /// <summary>The topics told when data lacks.</summary>
    public IReadOnlyList<string> InsufficientDataActions { get; init; } = [];

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How many periods must breach.</summary>
    public int Needed => DatapointsToAlarm ?? EvaluationPeriods;

    /// <summary>True when a value breaches the threshold.</summary>
    public bool IsBreach(double value) => Comparison switch
    {
        AlarmComparison.GreaterThanThreshold => value > Threshold,
        AlarmComparison.GreaterThanOrEqualToThreshold => value >= Threshold,
        AlarmComparison.LessThanThreshold => value < Threshold,
        _ => value <= Threshold,
    };

    /// <summary>The topics told of a state.</summary>
    public IReadOnlyList<string> ActionsOf(AlarmState state) => state switch
    {
        AlarmState.Ok => OkActions,
        AlarmState.Alarm => AlarmActions,
        _ => InsufficientDataActions,
    };
}

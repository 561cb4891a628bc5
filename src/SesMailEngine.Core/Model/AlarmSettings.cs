namespace SesMailEngine.Core.Model;

/// <summary>The settings of the alarms, with the defaults of the stack's parameters.</summary>
public sealed record AlarmSettings
{
    /// <summary>Share of mail, 0 to 1, that may bounce before <c>SES-BounceRate</c> alarms.</summary>
    public double BounceRateThreshold { get; init; } = 0.03;

    /// <summary>Share of mail, 0 to 1, that may be complained about before <c>SES-ComplaintRate</c> alarms.</summary>
    public double ComplaintRateThreshold { get; init; } = 0.0005;

    /// <summary>One period of the two reputation alarms.</summary>
    public TimeSpan ReputationPeriod { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Errors of a function in five minutes above which it alarms.</summary>
    public double LambdaErrorThreshold { get; init; } = 50;

    /// <summary>Five-minute periods in a row that must be above it.</summary>
    public int LambdaErrorEvaluationPeriods { get; init; } = 2;
}

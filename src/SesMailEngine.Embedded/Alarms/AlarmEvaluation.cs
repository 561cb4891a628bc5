using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>
/// Decides an alarm's state from the values of its metric, as CloudWatch does
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html): a few periods more are looked at than
/// counted, and only when too few of them have values does the treatment of missing data matter. Pure.
/// </summary>
internal static class AlarmEvaluation
{
    private const int SparePeriods = 2;

    /// <summary>How many periods are looked at. A single period needs no spare one: its value is there or it is missing.</summary>
    public static int Range(AlarmDefinition alarm) =>
        alarm.EvaluationPeriods + (alarm.EvaluationPeriods > 1 ? SparePeriods : 0);

    /// <summary>
    /// The state that the values give; <paramref name="state"/> itself when they do not say.
    /// </summary>
    /// <param name="alarm">The alarm.</param>
    /// <param name="state">Its state so far.</param>
    /// <param name="points">The values of the last <see cref="Range"/> periods, oldest first, without the empty ones.</param>
    /// <param name="counted">The values that decided, newest first.</param>
    public static AlarmState Decide(
        AlarmDefinition alarm, AlarmState state, IReadOnlyList<MetricPoint> points, out IReadOnlyList<MetricPoint> counted)
    {
        counted = [.. points.Reverse().Take(alarm.EvaluationPeriods)];
        var missing = alarm.EvaluationPeriods - counted.Count;
        var breaches = counted.Count(point => alarm.IsBreach(point.Values.Get(alarm.Statistic)));
        if (breaches >= alarm.Needed) return AlarmState.Alarm;
        if (missing == 0) return AlarmState.Ok;
        return alarm.MissingData switch
        {
            MissingData.Breaching => breaches + missing >= alarm.Needed ? AlarmState.Alarm : AlarmState.Ok,
            MissingData.NotBreaching => AlarmState.Ok,
            MissingData.Ignore => breaches == counted.Count ? state : AlarmState.Ok,
            _ when counted.Count == 0 => AlarmState.InsufficientData,
            _ => breaches == counted.Count ? AlarmState.Alarm : AlarmState.Ok,
        };
    }
}

using SesMailEngine.Embedded.Alarms;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Embedded.Tests.Alarms;

public sealed class AlarmEvaluationTests
{
    // The tables of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html: periods oldest first,
    // 0 good, X breaching, - without data; the state was OK, and "=" means that it stays.
    [Theory]
    [InlineData("0-X-X", 3, "OK OK OK OK")]
    [InlineData("0----", 3, "OK OK OK OK")]
    [InlineData("-----", 3, "INSUFFICIENT_DATA = ALARM OK")]
    [InlineData("0XX-X", 3, "ALARM ALARM ALARM ALARM")]
    [InlineData("--X--", 3, "ALARM = ALARM OK")]
    [InlineData("0-X-X", 2, "ALARM ALARM ALARM ALARM")]
    [InlineData("00X0X", 2, "ALARM ALARM ALARM ALARM")]
    [InlineData("0-X--", 2, "OK OK ALARM OK")]
    [InlineData("----0", 2, "OK OK ALARM OK")]
    [InlineData("---X-", 2, "ALARM = ALARM OK")]
    public void Missing_data_counts_as_CloudWatch_documents(string periods, int needed, string expected)
    {
        MissingData[] treatments = [MissingData.Missing, MissingData.Ignore, MissingData.Breaching, MissingData.NotBreaching];

        var states = treatments.Select(treatment =>
        {
            var alarm = Alarm() with { EvaluationPeriods = 3, DatapointsToAlarm = needed, MissingData = treatment };
            var state = AlarmEvaluation.Decide(alarm, AlarmState.Ok, Points(periods), out _);
            var other = AlarmEvaluation.Decide(alarm, AlarmState.InsufficientData, Points(periods), out _);
            return state != other ? "=" : state.ToWireName();
        });

        string.Join(' ', states).ShouldBe(expected);
    }

    [Theory]
    [InlineData(AlarmComparison.GreaterThanThreshold, 50, false)]
    [InlineData(AlarmComparison.GreaterThanThreshold, 50.1, true)]
    [InlineData(AlarmComparison.GreaterThanOrEqualToThreshold, 50, true)]
    [InlineData(AlarmComparison.GreaterThanOrEqualToThreshold, 49.9, false)]
    [InlineData(AlarmComparison.LessThanThreshold, 50, false)]
    [InlineData(AlarmComparison.LessThanThreshold, 49.9, true)]
    [InlineData(AlarmComparison.LessThanOrEqualToThreshold, 50, true)]
    [InlineData(AlarmComparison.LessThanOrEqualToThreshold, 50.1, false)]
    public void A_value_breaches_as_the_comparison_says(AlarmComparison comparison, double value, bool breach) =>
        (Alarm() with { Threshold = 50, Comparison = comparison }).IsBreach(value).ShouldBe(breach);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    public void A_few_periods_more_are_looked_at_than_counted(int periods, int range) =>
        AlarmEvaluation.Range(Alarm() with { EvaluationPeriods = periods }).ShouldBe(range);

    [Fact]
    public void The_reason_names_the_values_that_breach()
    {
        var alarm = Alarm() with { EvaluationPeriods = 3, DatapointsToAlarm = 2, PeriodMinutes = 5, Threshold = 0.5 };
        var state = AlarmEvaluation.Decide(alarm, AlarmState.Ok, Points("X0X"), out var counted);

        AlarmReason.Text(alarm, state, counted).ShouldBe(
            "Threshold Crossed: 2 of the last 3 periods of 5 minutes were greater than the threshold (0.5): "
            + "[1.0 (24/11/26 12:02:00), 1.0 (24/11/26 12:00:00)] (2 needed for ALARM).");
    }

    [Fact]
    public void The_reason_says_what_missing_data_counts_as()
    {
        var alarm = Alarm() with { MissingData = MissingData.NotBreaching };

        AlarmReason.Text(alarm, AlarmState.Ok, []).ShouldBe(
            "Threshold Crossed: nothing was measured in the last period of 1 minute, which counts as good.");
        AlarmReason.Text(alarm, AlarmState.InsufficientData, []).ShouldBe(
            "Insufficient Data: nothing was measured in the last period of 1 minute.");
    }

    private static AlarmDefinition Alarm() => new()
    {
        Name = "a",
        Metric = StackMetrics.Ses("Send"),
        Statistic = MetricStatistic.Sum,
        PeriodMinutes = 1,
        EvaluationPeriods = 1,
        Threshold = 0,
    };

    private static List<MetricPoint> Points(string periods) =>
    [
        .. periods.Select((period, i) => (period, i)).Where(pair => pair.period != '-')
            .Select(pair => new MetricPoint(TestFolder.Start.AddMinutes(pair.i), MetricValues.Of(pair.period == 'X' ? 1 : 0))),
    ];
}

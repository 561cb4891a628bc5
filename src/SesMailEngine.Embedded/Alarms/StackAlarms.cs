using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Embedded.Alarms;

/// <summary>
/// The alarms of the stack, as the settings give them. Dead letters are looked at every minute: whoever waits for a password reset
/// waits for them. A catalogue entry's pattern is its alarm's name.
/// </summary>
internal static class StackAlarms
{
    private const int FiveMinutes = 5;
    private const double OldestMessageSeconds = 15 * 60;
    private const string Visible = "ApproximateNumberOfMessagesVisible";

    /// <summary>The definitions, each with its entry of the catalogue.</summary>
    public static IReadOnlyList<(AlarmDefinition Definition, ErrorEntry Entry)> Of(EngineSettings settings)
    {
        var names = settings.Names;
        var alarms = settings.Alarms;
        var reputationMinutes = Math.Max(1, (int)Math.Ceiling(alarms.ReputationPeriod.TotalMinutes));
        AlarmDefinition Depth(string queue) => new()
        {
            Name = queue + "-Depth",
            Description = $"Messages lie in {queue}",
            Metric = StackMetrics.Sqs(queue, Visible),
            Statistic = MetricStatistic.Maximum,
            PeriodMinutes = 1,
            EvaluationPeriods = 1,
            Threshold = 0,
        };
        AlarmDefinition Errors(string function) => new()
        {
            Name = function + "-Errors",
            Description = $"{function} keeps failing",
            Metric = StackMetrics.Lambda(function, "Errors"),
            Statistic = MetricStatistic.Sum,
            PeriodMinutes = FiveMinutes,
            EvaluationPeriods = alarms.LambdaErrorEvaluationPeriods,
            Threshold = alarms.LambdaErrorThreshold,
        };
        AlarmDefinition Rate(string name, string description, double threshold) => new()
        {
            Name = $"{names.Stack}-SES-{name}",
            Description = description,
            Metric = StackMetrics.Ses("Reputation." + name),
            Statistic = MetricStatistic.Average,
            PeriodMinutes = reputationMinutes,
            EvaluationPeriods = 2,
            Threshold = threshold,
            MissingData = MissingData.Ignore,
        };
        AlarmDefinition[] all =
        [
            Depth(names.EventBridgeDlq),
            Depth(names.RetryDlq),
            Depth(names.FeedbackDlq),
            Errors(names.EmailSender),
            Errors(names.FeedbackProcessor),
            Rate("BounceRate", "Too much mail bounces", alarms.BounceRateThreshold),
            Rate("ComplaintRate", "Too much mail is reported as spam", alarms.ComplaintRateThreshold),
            new()
            {
                Name = $"{names.EmailQueue}-Age",
                Description = "Requests wait too long",
                Metric = StackMetrics.Sqs(names.EmailQueue, "ApproximateAgeOfOldestMessage"),
                Statistic = MetricStatistic.Maximum,
                PeriodMinutes = 1,
                EvaluationPeriods = 1,
                Threshold = OldestMessageSeconds,
            },
        ];
        var topic = names.Arn("sns", names.AlarmTopic);
        var entries = ErrorCatalogue.All.Where(entry => entry.Code.StartsWith("ALM", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Format(names.Stack), StringComparer.Ordinal);
        return [.. all.Select(alarm => (Finish(alarm, topic, entries[alarm.Name]), entries[alarm.Name]))];
    }

    // The reputation is known only while mail flows, and no better when it stops; everything else is well when nothing happens.
    private static AlarmDefinition Finish(AlarmDefinition alarm, string topic, ErrorEntry entry) => alarm with
    {
        Description = $"{alarm.Description} ({entry.Code})",
        MissingData = alarm.MissingData == MissingData.Ignore ? MissingData.Ignore : MissingData.NotBreaching,
        AlarmActions = [topic],
        OkActions = [topic],
    };
}

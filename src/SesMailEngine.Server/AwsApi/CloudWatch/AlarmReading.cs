using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Alarms;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>DescribeAlarms and DescribeAlarmsForMetric.</summary>
internal sealed class AlarmReading(ResourceNames names, IAlarms alarms)
{
    private const int DefaultRecords = 50;
    private const int MaxRecords = 100;
    private const string Token = "alarms";

    /// <summary>DescribeAlarms: by name, prefix and state, in pages. There are no composite alarms.</summary>
    public AnswerFields Describe(CloudWatchInput input)
    {
        input.RequireKnown("AlarmNames", "AlarmNamePrefix", "AlarmTypes", "StateValue", "ActionPrefix", "MaxRecords", "NextToken");
        var wanted = input.Texts("AlarmNames");
        var prefix = input.Text("AlarmNamePrefix");
        if (wanted.Count > 0 && prefix is not null)
            throw CloudWatchErrors.Combination("AlarmNames and AlarmNamePrefix cannot be given together.");
        if (wanted.Count > MaxRecords) throw CloudWatchErrors.Invalid($"AlarmNames takes at most {MaxRecords} names.");
        var types = input.Texts("AlarmTypes");
        if (types.FirstOrDefault(type => type is not ("MetricAlarm" or "CompositeAlarm")) is { } unknown)
            throw CloudWatchErrors.Invalid($"There is no alarm type '{CloudWatchErrors.Shown(unknown)}'.");
        var state = State(input.Text("StateValue"));
        var action = input.Text("ActionPrefix");
        var found = alarms.List().Where(alarm =>
            (types.Count == 0 || types.Contains("MetricAlarm"))
            && (wanted.Count == 0 || wanted.Contains(alarm.Definition.Name))
            && (prefix is null || alarm.Definition.Name.StartsWith(prefix, StringComparison.Ordinal))
            && (state is null || alarm.Status.State == state)
            && (action is null || ActionsOf(alarm).Any(arn => arn.StartsWith(action, StringComparison.Ordinal)))).ToList();
        var from = PageToken.Read(input.Text("NextToken"), Token);
        var max = input.Between("MaxRecords", 1, MaxRecords) ?? (wanted.Count > 0 ? MaxRecords : DefaultRecords);
        var page = found.Skip((int)Math.Min(from, int.MaxValue)).Take(max).ToList();
        return new AnswerFields
        {
            { "CompositeAlarms", Array.Empty<AnswerFields>() },
            { "MetricAlarms", page.Select(Fields).ToList() },
            { "NextToken", from + page.Count < found.Count && page.Count > 0 ? PageToken.Write(Token, from + page.Count) : null },
        };
    }

    /// <summary>DescribeAlarmsForMetric.</summary>
    public AnswerFields DescribeForMetric(CloudWatchInput input)
    {
        input.RequireKnown("MetricName", "Namespace", "Statistic", "Dimensions", "Period", "Unit");
        var metric = input.RequireMetric();
        var statistic = input.Choice<MetricStatistic>("Statistic");
        var period = input.Number("Period");
        var unit = input.Text("Unit");
        var found = alarms.List().Where(alarm =>
            alarm.Definition.Metric == metric
            && (statistic is null || alarm.Definition.Statistic == statistic)
            && (period is null || alarm.Definition.PeriodMinutes * 60 == period)
            && (unit is null || alarm.Definition.Unit == unit));
        return new AnswerFields { { "MetricAlarms", found.Select(Fields).ToList() } };
    }

    /// <summary>A state's name; null for none given.</summary>
    public static AlarmState? State(string? name)
    {
        if (name is null) return null;
        return AlarmStates.Parse(name) ?? throw CloudWatchErrors.Invalid("StateValue must be OK, ALARM or INSUFFICIENT_DATA.");
    }

    private static IEnumerable<string> ActionsOf(Alarm alarm) =>
        alarm.Definition.AlarmActions.Concat(alarm.Definition.OkActions).Concat(alarm.Definition.InsufficientDataActions);

    private AnswerFields Fields(Alarm alarm)
    {
        var (definition, status) = alarm;
        return new AnswerFields
        {
            { "AlarmName", definition.Name },
            { "AlarmArn", names.Arn("cloudwatch", "alarm:" + definition.Name) },
            { "AlarmDescription", definition.Description },
            { "AlarmConfigurationUpdatedTimestamp", definition.UpdatedAt },
            { "ActionsEnabled", definition.ActionsEnabled },
            { "OKActions", definition.OkActions },
            { "AlarmActions", definition.AlarmActions },
            { "InsufficientDataActions", definition.InsufficientDataActions },
            { "StateValue", status.State.ToWireName() },
            { "StateReason", status.Reason },
            { "StateReasonData", status.ReasonData },
            { "StateUpdatedTimestamp", status.UpdatedAt },
            { "StateTransitionedTimestamp", status.TransitionedAt },
            { "MetricName", definition.Metric.Name },
            { "Namespace", definition.Metric.Namespace },
            { "Statistic", definition.Statistic.ToString() },
            { "Dimensions", MetricFields.Dimensions(definition.Metric) },
            { "Period", definition.PeriodMinutes * 60 },
            { "Unit", definition.Unit },
            { "EvaluationPeriods", definition.EvaluationPeriods },
            { "DatapointsToAlarm", definition.DatapointsToAlarm },
            { "Threshold", definition.Threshold },
            { "ComparisonOperator", definition.Comparison.ToString() },
            { "TreatMissingData", MissingDataNames.ToWireName(definition.MissingData) },
        };
    }
}

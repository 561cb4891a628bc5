using System.Text;
using System.Text.Json;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Alarms;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>PutMetricAlarm, DeleteAlarms, SetAlarmState, EnableAlarmActions and DisableAlarmActions.</summary>
internal sealed class AlarmChanges(IAlarms alarms)
{
    private const int MaxDescription = 1024;
    private const int MaxReason = 1023;
    private const int MaxReasonData = 4000;
    private const int MaxNames = 100;
    private const int MaxActions = 5;
    private const int MinutesADay = 24 * 60;
    private const int MinutesAWeek = 7 * MinutesADay;

    /// <summary>PutMetricAlarm: replaces the whole definition, as on AWS. The metric of a stack's alarm stays.</summary>
    public async Task PutAsync(CloudWatchInput input, CancellationToken cancellationToken)
    {
        input.RequireKnown(
            "AlarmName", "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions", "InsufficientDataActions", "MetricName",
            "Namespace", "Statistic", "Dimensions", "Period", "Unit", "EvaluationPeriods", "DatapointsToAlarm", "Threshold",
            "ComparisonOperator", "TreatMissingData");
        var definition = Read(input);
        if (alarms.Find(definition.Name) is { Entry: not null } own && own.Definition.Metric != definition.Metric)
        {
            throw CloudWatchErrors.Validation(
                $"The alarm {definition.Name} is part of the stack: its metric cannot be changed. Make an alarm of another name.");
        }
        try
        {
            await alarms.PutAsync(definition, cancellationToken);
        }
        catch (PortException error) when (error.ErrorName == "LimitExceeded")
        {
            throw CloudWatchErrors.LimitExceeded(error.Message);
        }
    }

    /// <summary>DeleteAlarms: all or none.</summary>
    public async Task DeleteAsync(CloudWatchInput input, CancellationToken cancellationToken)
    {
        input.RequireKnown("AlarmNames");
        var found = RequireAlarms(input);
        if (found.FirstOrDefault(alarm => alarm.Entry is not null) is { } own)
        {
            throw CloudWatchErrors.Validation(
                $"The alarm {own.Definition.Name} is part of the stack and cannot be deleted. DisableAlarmActions silences it.");
        }
        await alarms.DeleteAsync([.. found.Select(alarm => alarm.Definition.Name)], cancellationToken);
    }

    /// <summary>SetAlarmState.</summary>
    public async Task SetStateAsync(CloudWatchInput input, CancellationToken cancellationToken)
    {
        input.RequireKnown("AlarmName", "StateValue", "StateReason", "StateReasonData");
        var name = input.Require("AlarmName");
        var state = AlarmReading.State(input.Require("StateValue"))!.Value;
        var reason = input.Require("StateReason", MaxReason);
        var data = input.Text("StateReasonData");
        if (data is { Length: > MaxReasonData }) throw CloudWatchErrors.Invalid($"StateReasonData is longer than {MaxReasonData} characters.");
        if (data is not null && !IsJson(data)) throw CloudWatchErrors.InvalidFormat("StateReasonData is not JSON.");
        if (!await alarms.SetStateAsync(name, state, reason, data, cancellationToken)) throw CloudWatchErrors.NoSuchAlarm(name);
    }

    /// <summary>EnableAlarmActions and DisableAlarmActions.</summary>
    public async Task SetActionsAsync(CloudWatchInput input, bool enabled, CancellationToken cancellationToken)
    {
        input.RequireKnown("AlarmNames");
        foreach (var alarm in RequireAlarms(input))
        {
            if (alarm.Definition.ActionsEnabled != enabled)
                await alarms.PutAsync(alarm.Definition with { ActionsEnabled = enabled }, cancellationToken);
        }
    }

    private AlarmDefinition Read(CloudWatchInput input)
    {
        var name = input.Require("AlarmName");
        if (input.Text("MetricName") is null) throw CloudWatchErrors.Validation("The alarm must name a metric.");
        var periods = input.Between("EvaluationPeriods", 1, MinutesAWeek) ?? throw CloudWatchErrors.Missing("EvaluationPeriods");
        var minutes = input.RequireMinutes("Period");
        if (periods * minutes > (minutes < 60 ? MinutesADay : MinutesAWeek))
            throw CloudWatchErrors.Validation("Metrics cannot be checked across more than a day, or a week with periods of an hour or more.");
        var needed = input.Between("DatapointsToAlarm", 1, MinutesAWeek);
        if (needed > periods) throw CloudWatchErrors.Validation("DatapointsToAlarm cannot be greater than EvaluationPeriods.");
        return new AlarmDefinition
        {
            Name = name,
            Description = input.Limited("AlarmDescription", MaxDescription),
            Metric = input.RequireMetric(),
            Unit = input.Limited("Unit", 30),
            Statistic = input.Choice<MetricStatistic>("Statistic") ?? throw CloudWatchErrors.Missing("Statistic"),
            PeriodMinutes = minutes,
            EvaluationPeriods = periods,
            DatapointsToAlarm = needed,
            Threshold = input.Real("Threshold") ?? throw CloudWatchErrors.Missing("Threshold"),
            Comparison = input.Choice<AlarmComparison>("ComparisonOperator") ?? throw CloudWatchErrors.Missing("ComparisonOperator"),
            MissingData = MissingDataNames.Parse(input.Text("TreatMissingData")),
            ActionsEnabled = input.Flag("ActionsEnabled") ?? true,
            OkActions = Actions(input, "OKActions"),
            AlarmActions = Actions(input, "AlarmActions"),
            InsufficientDataActions = Actions(input, "InsufficientDataActions"),
        };
    }

    private IReadOnlyList<string> Actions(CloudWatchInput input, string name)
    {
        var actions = input.Texts(name);
        if (actions.Count > MaxActions) throw CloudWatchErrors.Invalid($"{name} takes at most {MaxActions} actions.");
        return actions.All(arn => arn == alarms.Topic) ? [.. actions.Distinct()] : throw CloudWatchErrors.Invalid(
            $"{name}: this host can only notify the stack's alarm topic, {alarms.Topic}.");
    }

    private List<Alarm> RequireAlarms(CloudWatchInput input)
    {
        var names = input.Texts("AlarmNames");
        if (names.Count == 0) throw CloudWatchErrors.Missing("AlarmNames");
        if (names.Count > MaxNames) throw CloudWatchErrors.Invalid($"AlarmNames takes at most {MaxNames} names.");
        return [.. names.Distinct().Select(name => alarms.Find(name) ?? throw CloudWatchErrors.NoSuchAlarm(name))];
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Text.Json;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Aws.CloudWatch;

/// <summary>
/// The stack's alarms: DescribeAlarms and DescribeAlarmHistory
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html).
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="names">The stack's name is how its alarms' names begin.</param>
public sealed class AlarmReader(PortCalls calls, ResourceNames names) : IAlarmReader
{
    private const string Target = "GraniteServiceVersion20100801.";
    private const int MaxAlarms = 100;
    private const int MaxPages = 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AlarmReading>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            "DescribeAlarms",
            json =>
            {
                json.WriteString("AlarmNamePrefix", names.Stack + "-");
                json.WriteNumber("MaxRecords", MaxAlarms);
            },
            cancellationToken).ConfigureAwait(false);
        return [.. answer.Items("MetricAlarms").Select(Read).OrderBy(alarm => alarm.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AlarmEvent>> HistoryAsync(string? alarm, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IAlarmReader.MaxHistory);
        var found = new List<AlarmEvent>();
        string? token = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await CallAsync(
                "DescribeAlarmHistory",
                json =>
                {
                    if (alarm is not null) json.WriteString("AlarmName", alarm);
                    json.WriteString("HistoryItemType", "StateUpdate");
                    json.WriteString("ScanBy", "TimestampDescending");
                    json.WriteNumber("MaxRecords", IAlarmReader.MaxHistory);
                    if (token is not null) json.WriteString("NextToken", token);
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var item in answer.Items("AlarmHistoryItems"))
            {
                // The history of an account's other alarms is none of the stack's.
                if (item.Text("AlarmName") is not { } name || (alarm is null && !name.StartsWith(names.Stack + "-", StringComparison.Ordinal))) continue;
                found.Add(new AlarmEvent(item.EpochSeconds("Timestamp") ?? DateTimeOffset.UnixEpoch, name, item.Text("HistorySummary") ?? ""));
                if (found.Count == limit) return found;
            }
            token = answer.Text("NextToken");
            if (token is null) break;
        }
        return found;
    }

    private Task<JsonElement> CallAsync(string operation, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        calls.JsonAsync("monitoring", Target + operation, "1.0", write, cancellationToken);

    private static AlarmReading Read(JsonElement alarm) => new(
        alarm.Require("AlarmName"),
        alarm.Text("StateValue") switch
        {
            "ALARM" => AlarmCondition.Alarm,
            "OK" => AlarmCondition.Ok,
            _ => AlarmCondition.InsufficientData,
        },
        alarm.Text("StateReason") ?? "",
        alarm.EpochSeconds("StateTransitionedTimestamp") ?? alarm.EpochSeconds("StateUpdatedTimestamp") ?? DateTimeOffset.UnixEpoch)
    {
        Description = alarm.Text("AlarmDescription"),
        Metric = alarm.Text("MetricName"),
        Threshold = alarm.Number("Threshold"),
        ActionsEnabled = alarm.Field("ActionsEnabled") is not { ValueKind: JsonValueKind.False },
    };
}

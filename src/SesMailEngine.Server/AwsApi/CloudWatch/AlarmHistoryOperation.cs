using SesMailEngine.Embedded.Alarms;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>DescribeAlarmHistory: the latest first unless asked otherwise, in pages.</summary>
internal sealed class AlarmHistoryOperation(IAlarms alarms)
{
    private const int MaxRecords = 100;

    /// <summary>Answers.</summary>
    public async Task<AnswerFields> DescribeAsync(CloudWatchInput input, CancellationToken cancellationToken)
    {
        input.RequireKnown(
            "AlarmName", "AlarmTypes", "HistoryItemType", "StartDate", "EndDate", "MaxRecords", "NextToken", "ScanBy");
        var types = input.Texts("AlarmTypes");
        var max = input.Between("MaxRecords", 1, MaxRecords) ?? MaxRecords;
        var ascending = ScanOrder.IsAscending(input.Text("ScanBy"));
        var token = ascending ? "history-asc" : "history-desc";
        var after = input.Text("NextToken") is { } given ? PageToken.Read(given, token) : (long?)null;
        var query = new AlarmHistoryQuery
        {
            Alarm = input.Text("AlarmName"),
            Type = input.Choice<AlarmHistoryType>("HistoryItemType"),
            From = input.Time("StartDate"),
            Until = input.Time("EndDate"),
            Ascending = ascending,
            After = after,
            Limit = max + 1,
        };
        var isMetric = types.Count == 0 || types.Contains("MetricAlarm");
        var items = isMetric ? await alarms.HistoryAsync(query, cancellationToken) : [];
        var page = items.Take(max).ToList();
        return new AnswerFields
        {
            { "AlarmHistoryItems", page.Select(Fields).ToList() },
            { "NextToken", items.Count > max ? PageToken.Write(token, page[^1].Id) : null },
        };
    }

    private static AnswerFields Fields(AlarmHistoryItem item) => new()
    {
        { "AlarmName", item.Alarm },
        { "AlarmType", "MetricAlarm" },
        { "Timestamp", item.At },
        { "HistoryItemType", item.Type.ToString() },
        { "HistorySummary", item.Summary },
        { "HistoryData", item.Data },
    };
}

using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Alarms;
using SesMailEngine.Embedded.Metrics;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudWatch;

/// <summary>
/// Amazon CloudWatch (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html): metrics and alarms, in the query protocol
/// of older clients and the JSON protocol of newer ones, with one implementation of each operation behind both.
/// </summary>
internal sealed class CloudWatchService : IAwsService
{
    private readonly AlarmReading _reading;
    private readonly AlarmHistoryOperation _history;
    private readonly AlarmChanges _changes;
    private readonly MetricStatisticsOperation _statistics;
    private readonly MetricDataOperation _data;
    private readonly ListMetricsOperation _list;
    private readonly PutMetricDataOperation _put;

    /// <summary>Makes the service.</summary>
    public CloudWatchService(ResourceNames names, IAlarms alarms, IMetrics metrics, TimeProvider time)
    {
        _reading = new AlarmReading(names, alarms);
        _history = new AlarmHistoryOperation(alarms);
        _changes = new AlarmChanges(alarms);
        _statistics = new MetricStatisticsOperation(metrics);
        _data = new MetricDataOperation(metrics);
        _list = new ListMetricsOperation(metrics, time);
        _put = new PutMetricDataOperation(metrics, time);
    }

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("monitoring")
    {
        TargetPrefix = "GraniteServiceVersion20100801",
        QueryVersion = "2010-08-01",
        XmlNamespace = "http://monitoring.amazonaws.com/doc/2010-08-01/",
        ErrorNamespace = "com.amazonaws.cloudwatch.v2010_08_01#",
    };

    /// <inheritdoc/>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        if (request.Protocol == AwsProtocol.Query)
        {
            await AnswerAsync(request, new QueryCloudWatchInput(request.Form), cancellationToken);
            return;
        }
        using var document = JsonInput.Parse(request);
        await AnswerAsync(request, new JsonCloudWatchInput(document.RootElement), cancellationToken);
    }

    private async Task AnswerAsync(AwsRequest request, CloudWatchInput input, CancellationToken cancellationToken) =>
        await request.AnswerAsync(await RunAsync(request, input, cancellationToken), cancellationToken);

    private async Task<AnswerFields?> RunAsync(AwsRequest request, CloudWatchInput input, CancellationToken cancellationToken)
    {
        switch (request.Operation)
        {
            case "DescribeAlarms": return _reading.Describe(input);
            case "DescribeAlarmsForMetric": return _reading.DescribeForMetric(input);
            case "DescribeAlarmHistory": return await _history.DescribeAsync(input, cancellationToken);
            case "GetMetricStatistics": return await _statistics.GetAsync(input, cancellationToken);
            case "GetMetricData": return await _data.GetAsync(input, cancellationToken);
            case "ListMetrics": return await _list.ListAsync(input, cancellationToken);
            case "PutMetricAlarm": return await Done(_changes.PutAsync(input, cancellationToken));
            case "DeleteAlarms": return await Done(_changes.DeleteAsync(input, cancellationToken));
            case "SetAlarmState": return await Done(_changes.SetStateAsync(input, cancellationToken));
            case "EnableAlarmActions": return await Done(_changes.SetActionsAsync(input, true, cancellationToken));
            case "DisableAlarmActions": return await Done(_changes.SetActionsAsync(input, false, cancellationToken));
            case "PutMetricData": return await Done(_put.PutAsync(input, cancellationToken));
            default: throw request.UnknownOperation();
        }
    }

    private static async Task<AnswerFields?> Done(Task work)
    {
        await work;
        return null;
    }
}

// The AWS SDK for JavaScript: alarms and metrics, through its own paginators and waiter.
// host: --set FeedbackDelay=0.05 --set AdminEmail=admin@example.com
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricStatisticsCommand, PutMetricAlarmCommand, PutMetricDataCommand, DeleteAlarmsCommand,
  SetAlarmStateCommand, ListDashboardsCommand, DescribeAlarmHistoryCommand, paginateDescribeAlarms, paginateGetMetricData, paginateListMetrics,
  waitUntilAlarmExists } from '@aws-sdk/client-cloudwatch';
import { check, equal, main, options, STACK } from './checks.mjs';

const cloudwatch = new CloudWatchClient(options);
const dlq = `${STACK}-EventBridgeDLQ-Depth`;
async function refusal(command) {
  try { await cloudwatch.send(command); } catch (error) { return error.name; }
  return 'none';
}
const alarm = async name => (await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms[0];
const from = new Date(Date.now() - 3600_000), until = new Date(Date.now() + 600_000);

const steps = {
  async alarms() {
    const names = [];
    for await (const page of paginateDescribeAlarms({ client: cloudwatch, pageSize: 3 }, { AlarmNamePrefix: STACK }))
      names.push(page.MetricAlarms.length);
    equal('alarms in pages', names, [3, 3, 2]);
    const waited = await waitUntilAlarmExists({ client: cloudwatch, maxWaitTime: 10 }, { AlarmNames: [dlq] });
    equal('waiter', waited.state, 'SUCCESS');
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: dlq, StateValue: 'ALARM', StateReason: 'a test' }));
    const set = await alarm(dlq);
    equal('state', [set.StateValue, set.StateReason, set.Threshold], ['ALARM', 'a test', 0]);
    check('times are dates', set.StateUpdatedTimestamp instanceof Date && Math.abs(set.StateUpdatedTimestamp - Date.now()) < 30000, set.StateUpdatedTimestamp);
    const history = await cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName: dlq, HistoryItemType: 'Action' }));
    equal('mailed', history.AlarmHistoryItems.map(item => item.HistorySummary), ['Mailed to AdminEmail (a***@example.com)']);
    await cloudwatch.send(new PutMetricAlarmCommand({ AlarmName: 'node', Namespace: 'node', MetricName: 'size', Statistic: 'Average', Period: 300,
      EvaluationPeriods: 2, Threshold: 0.5, ComparisonOperator: 'GreaterThanThreshold', Dimensions: [{ Name: 'a', Value: 'ä' }],
      AlarmActions: [`arn:aws:sns:us-east-1:000000000000:${STACK}-Alarms`] }));
    equal('own alarm', (await alarm('node')).Dimensions, [{ Name: 'a', Value: 'ä' }]);
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['node'] }));
    equal('deleted', await alarm('node'), undefined);
  },
  async metrics() {
    // Many values: the client compresses the request.
    await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'node', MetricData: Array.from({ length: 400 }, (_, i) =>
      ({ MetricName: `m${i % 2}`, Value: i, Unit: 'Count', Dimensions: [{ Name: 'client', Value: 'javascript-with-a-long-name' }] })) }));
    const Dimensions = [{ Name: 'client', Value: 'javascript-with-a-long-name' }];
    const { Datapoints } = await cloudwatch.send(new GetMetricStatisticsCommand({ Namespace: 'node', MetricName: 'm1', Dimensions,
      StartTime: from, EndTime: until, Period: 7200, Statistics: ['Sum', 'SampleCount', 'Maximum'] }));
    equal('statistics', [Datapoints[0].Sum, Datapoints[0].SampleCount, Datapoints[0].Maximum, Datapoints[0].Unit], [40000, 200, 399, 'Count']);
    const values = {};
    for await (const page of paginateGetMetricData({ client: cloudwatch, pageSize: 1 }, { StartTime: from, EndTime: until, MetricDataQueries:
      ['m0', 'm1'].map(name => ({ Id: name, MetricStat: { Metric: { Namespace: 'node', MetricName: name, Dimensions }, Period: 7200, Stat: 'Sum' } })) }))
      for (const result of page.MetricDataResults) for (const value of result.Values) values[result.Id] = (values[result.Id] ?? 0) + value;
    equal('metric data', values, { m0: 39800, m1: 40000 });
    const listed = [];
    for await (const page of paginateListMetrics({ client: cloudwatch }, { Namespace: 'node' })) listed.push(...page.Metrics.map(m => m.MetricName));
    equal('list', listed, ['m0', 'm1']);
  },
  async refusals() {
    equal('no such alarm', await refusal(new SetAlarmStateCommand({ AlarmName: 'none', StateValue: 'OK', StateReason: 'x' })), 'ResourceNotFound');
    equal('made-up token', await refusal(new DescribeAlarmsCommand({ NextToken: 'x' })), 'InvalidNextToken');
    equal('unknown operation', await refusal(new ListDashboardsCommand({})), 'UnknownOperationException');
  },
};

await main(steps);

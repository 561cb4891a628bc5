// The AWS SDK for JavaScript: log events through its paginators.
// host: --set FeedbackDelay=0.05
import { CloudWatchLogsClient, GetLogEventsCommand, FilterLogEventsCommand, StartQueryCommand, paginateFilterLogEvents,
  paginateDescribeLogGroups, paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { all, check, main, options, STACK } from './checks.mjs';

const client = new CloudWatchLogsClient(options);
const events = new EventBridgeClient(options);
const logGroupName = `/aws/lambda/${STACK}-EmailSender`;
const find = (filterPattern, pageSize = 100) => all(paginateFilterLogEvents({ client, pageSize }, { logGroupName, filterPattern }), 'events');
const refusal = command => client.send(command).then(() => 'none', error => error.name);

const steps = {
  async lines() {
    const Entries = [...Array(7).keys()].map(n => ({ Source: 'node.tests', DetailType: 'Email Request', EventBusName: `${STACK}-EmailBus`,
      Detail: JSON.stringify({ emailId: `node-log-${n}`, to: 'success@simulator.amazonses.com', templateName: n === 6 ? 'nope' : 'welcome',
        templateData: { userName: 'Ada', companyName: 'Acme' } }) }));
    await events.send(new PutEventsCommand({ Entries }));
    for (let i = 0; i < 200 && (await find('"node-log-"')).length < 7; i += 1) await new Promise(done => setTimeout(done, 50));
    const found = await find('"node-log-"', 2);
    check('pages of two give each event once', new Set(found.map(e => e.eventId)).size === 7 && found.length === 7, found);
    const failed = await find('{ $.level = "ERROR" && $.emailId = node-log-* }');
    check('a condition', failed.length === 1 && JSON.parse(failed[0].message).emailId === 'node-log-6', failed);
  },
  async groupsAndStreams() {
    const groups = await all(paginateDescribeLogGroups({ client, pageSize: 2 }, { logGroupNamePrefix: '/aws/lambda/' }), 'logGroups');
    check('groups', groups.length === 3 && groups.every(g => g.retentionInDays === 90), groups);
    const streams = await all(paginateDescribeLogStreams({ client }, { logGroupName, orderBy: 'LastEventTime', descending: true }), 'logStreams');
    const { logStreamName } = streams[0];
    const page = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }));
    const end = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, nextToken: page.nextForwardToken }));
    check('a stream to its end', page.events.length >= 1 && end.events.length === 0 && end.nextForwardToken === page.nextForwardToken, end);
  },
  async refusals() {
    check('a bad pattern', await refusal(new FilterLogEventsCommand({ logGroupName, filterPattern: '"open' })) === 'InvalidParameterException');
    check('an unknown group', await refusal(new FilterLogEventsCommand({ logGroupName: 'nope' })) === 'ResourceNotFoundException');
    check('an insights query', await refusal(new StartQueryCommand({ logGroupName, startTime: 0, endTime: 1, queryString: 'fields @message' })) === 'UnknownOperationException');
  },
};

await main(steps);

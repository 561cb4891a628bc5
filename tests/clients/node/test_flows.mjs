// The guide's flows with the AWS SDK for JavaScript, through its own paginators and waiters.
// host: --set FeedbackDelay=0.05 --set VisibilityTimeout=3 --set AdminEmail=admin@example.com
import { CloudFormationClient, waitUntilStackCreateComplete, waitUntilStackDeleteComplete, waitUntilStackExists, paginateDescribeStackEvents } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, paginateDescribeAlarms, paginateDescribeAlarmHistory, SetAlarmStateCommand, waitUntilAlarmExists } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateFilterLogEvents, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, GetItemCommand, DeleteItemCommand, paginateQuery, paginateScan, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, InvokeCommand, paginateListFunctions, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { S3Client, GetObjectCommand, PutObjectCommand, paginateListObjectsV2, waitUntilBucketExists, waitUntilObjectExists } from '@aws-sdk/client-s3';
import { SQSClient, CreateQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand, ReceiveMessageCommand, StartMessageMoveTaskCommand,
  paginateListQueues } from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';
import { all, check, equal, eventually, main, options, STACK } from './checks.mjs';

const cloudformation = new CloudFormationClient(options), cloudwatch = new CloudWatchClient(options), logs = new CloudWatchLogsClient(options);
const dynamodb = new DynamoDBClient(options), events = new EventBridgeClient(options), lambda = new LambdaClient(options);
const s3 = new S3Client({ ...options, forcePathStyle: true }), sqs = new SQSClient(options);
const bus = `${STACK}-EmailBus`, tracking = `${STACK}-EmailTracking`, suppression = `${STACK}-Suppression`;
const bucket = `${STACK}-templates-000000000000`, senderLog = `/aws/lambda/${STACK}-EmailSender`;
async function publish(to, more = {}) {
  const emailId = `node-${randomUUID()}`;
  const detail = { emailId, to, templateName: 'welcome', templateData: { userName: 'Ada', companyName: 'Acme' }, ...more };
  await events.send(new PutEventsCommand({ Entries: [
    { Source: 'node.flows', DetailType: 'Email Request', EventBusName: bus, Detail: JSON.stringify(detail) }] }));
  return emailId;
}
const record = async emailId => (await dynamodb.send(new GetItemCommand({ TableName: tracking, Key: { emailId: { S: emailId } } }))).Item;
const settled = (emailId, status) => eventually(() => record(emailId), r => r?.status?.S === status);
const wait = client => ({ client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 });

const steps = {
  async waiters() {
    const states = [
      await waitUntilStackExists(wait(cloudformation), { StackName: STACK }),
      await waitUntilStackCreateComplete(wait(cloudformation), { StackName: STACK }),
      await waitUntilStackDeleteComplete(wait(cloudformation), { StackName: 'a-stack-that-is-gone' }),
      await waitUntilTableExists(wait(dynamodb), { TableName: tracking }),
      await waitUntilFunctionActiveV2(wait(lambda), { FunctionName: `${STACK}-TemplateSeeder` }),
      await waitUntilBucketExists(wait(s3), { Bucket: bucket }),
      await waitUntilObjectExists(wait(s3), { Bucket: bucket, Key: 'templates/welcome/metadata.json' }),
      await waitUntilAlarmExists(wait(cloudwatch), { AlarmNames: [`${STACK}-SES-BounceRate`] }),
    ].map(result => result.state);
    equal('its waiters end', states, states.map(() => 'SUCCESS'));
  },

  async customiseATemplate() {
    const files = await all(paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket: bucket, Prefix: 'templates/invoice/' }), 'Contents');
    equal("a template's files, one a page", files.length, 3);
    const key = 'templates/welcome/metadata.json';
    const metadata = JSON.parse(await (await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body.transformToString());
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: JSON.stringify({ ...metadata, version: '2.5.0', subject: 'Ours {{ userName }}' }) }));
    const answer = await lambda.send(new InvokeCommand({ FunctionName: `${STACK}-TemplateSeeder` }));
    check('the seeder keeps it', JSON.parse(answer.Payload.transformToString()).skipped.includes('welcome'));
    const sent = await settled(await publish('success@simulator.amazonses.com'), 'delivered');
    equal('the next mail has it', [sent?.subject?.S, sent?.templateVersion?.S], ['Ours Ada', '2.5.0']);
    const functions = await all(paginateListFunctions({ client: lambda, pageSize: 1 }, {}), 'Functions');
    equal('the functions, one a page', functions.length, 3);
  },

  async subscribe() {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'node-flow' }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    await events.send(new PutRuleCommand({ Name: 'node-flow', EventBusName: bus, EventPattern: JSON.stringify(
      { source: ['sesmailengine'], 'detail-type': ['Email Status Changed'], detail: { status: ['bounced', 'complained'] } }) }));
    await events.send(new PutTargetsCommand({ Rule: 'node-flow', EventBusName: bus, Targets: [{ Id: '1', Arn: Attributes.QueueArn }] }));
    const emailId = await publish('complaint+node@simulator.amazonses.com', { metadata: { order: 7 } });
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 15 }));
    const notice = JSON.parse(Messages[0]?.Body ?? '{}').detail ?? {};
    equal('the notification', [notice.emailId, notice.status, notice.originalSource, notice.metadata], [emailId, 'complained', 'node.flows', { order: 7 }]);
  },

  async whyAMailFailed() {
    const emailId = await publish('success@simulator.amazonses.com', { templateName: 'nope' });
    const failed = await settled(emailId, 'failed');
    equal('the record says why', [failed?.errorCode?.S, failed?.errorMessage?.S], ['TMPL001', "Template 'nope' not found"]);
    const found = await eventually(() => all(paginateFilterLogEvents({ client: logs },
      { logGroupName: senderLog, filterPattern: `{ $.emailId = "${emailId}" && $.errorCode = TMPL* }` }), 'events'), e => e.length);
    equal('the log says the same', found.length && JSON.parse(found[0].message).errorCode, 'TMPL001');
    const groups = await all(paginateDescribeLogGroups({ client: logs, pageSize: 1 }, {}), 'logGroups');
    check('the log groups, one a page', groups.some(g => g.logGroupName === senderLog), groups);
  },

  async removeASuppression() {
    const address = 'bounce+node@simulator.amazonses.com';
    await settled(await publish(address), 'bounced');
    equal('the next one fails', (await settled(await publish(address), 'failed'))?.errorCode?.S, 'SUPP001');
    await dynamodb.send(new DeleteItemCommand({ TableName: suppression, Key: { email: { S: address } } }));
    equal('removed, the next one is tried', (await settled(await publish(address), 'bounced'))?.status?.S, 'bounced');
    const mails = await all(paginateQuery({ client: dynamodb, pageSize: 1 }, { TableName: tracking, IndexName: 'to-email-timestamp-index',
      KeyConditionExpression: 'toEmail = :e', ExpressionAttributeValues: { ':e': { S: address } } }), 'Items');
    equal('the mails to it, one a page', mails.map(m => m.status.S), ['bounced', 'failed', 'bounced']);
  },

  async countACampaign() {
    await Promise.all(Array.from({ length: 7 }, () => publish('success@simulator.amazonses.com', { metadata: { campaignId: 'node' } })));
    const count = async () => {
      let total = 0;
      for await (const page of paginateScan({ client: dynamodb, pageSize: 3 }, { TableName: tracking, Select: 'COUNT',
        FilterExpression: 'metadata.campaignId = :c', ExpressionAttributeValues: { ':c': { S: 'node' } } })) total += page.Count;
      return total;
    };
    equal('a campaign, counted three records a page', await eventually(count, c => c === 7), 7);
  },

  async readTheAlarms() {
    const alarms = await all(paginateDescribeAlarms({ client: cloudwatch, pageSize: 3 }, { AlarmNamePrefix: STACK }), 'MetricAlarms');
    equal('the alarms, three a page', alarms.length, 8);
    const AlarmName = `${STACK}-EventBridgeDLQ-Depth`;
    for (const StateValue of ['ALARM', 'OK']) await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'a drill' }));
    const history = await all(paginateDescribeAlarmHistory({ client: cloudwatch, pageSize: 1 }, { AlarmName, HistoryItemType: 'StateUpdate' }), 'AlarmHistoryItems');
    check("an alarm's history, one a page", history.length >= 2, history);
    const stack = await all(paginateDescribeStackEvents({ client: cloudformation }, { StackName: STACK }), 'StackEvents');
    check("the stack's events", stack.length > 10, stack.length);
  },

  async deadLetters() {
    const emailId = await publish('throttle@simulator.amazonses.com');
    equal('throttled three times, it fails', (await settled(emailId, 'failed'))?.errorType?.S, 'throttled');
    const urls = await all(paginateListQueues({ client: sqs, pageSize: 2 }, { QueueNamePrefix: STACK }), 'QueueUrls');
    const QueueUrl = urls.find(url => url.endsWith('-EventBridgeDLQ'));
    const peeked = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, VisibilityTimeout: 0 }));
    equal('the dead letter is the event', JSON.parse(peeked.Messages?.[0]?.Body ?? '{}').detail?.emailId, emailId);
    const arn = async url => (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }))).Attributes.QueueArn;
    const work = (await sqs.send(new GetQueueUrlCommand({ QueueName: `${STACK}-EmailQueue` }))).QueueUrl;
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: await arn(QueueUrl), DestinationArn: await arn(work) }));
    const events = async () => (await record(emailId))?.events?.L?.length ?? 0;
    const before = await events();
    check('redriven, it is tried again', await eventually(events, n => n > before) > before);
  },
};

await main(steps);

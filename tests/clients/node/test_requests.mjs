// The AWS SDK for JavaScript: publish, read back, subscribe, change a template.
// host: --set FeedbackDelay=0.05 --set RetryDelay=1 --set VisibilityTimeout=2
import { DynamoDBClient, GetItemCommand, QueryCommand, DeleteItemCommand, PutItemCommand, paginateScan, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand, ListRulesCommand, ListTargetsByRuleCommand,
  RemoveTargetsCommand, DeleteRuleCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
import { S3Client, GetObjectCommand, PutObjectCommand, ListObjectsV2Command, HeadObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient, CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, DeleteMessageBatchCommand, SendMessageBatchCommand,
  GetQueueUrlCommand, PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { all, check, equal, eventually, main, options, STACK } from './checks.mjs';

const events = new EventBridgeClient(options), dynamodb = new DynamoDBClient(options), sqs = new SQSClient(options);
const s3 = new S3Client({ ...options, forcePathStyle: true }), lambda = new LambdaClient(options);
const bus = `${STACK}-EmailBus`, tracking = `${STACK}-EmailTracking`, bucket = `${STACK}-templates-000000000000`;
async function record(emailId) {
  return (await dynamodb.send(new GetItemCommand({ TableName: tracking, Key: { emailId: { S: emailId } } }))).Item;
}
const settled = (emailId, status) => eventually(() => record(emailId), r => r?.status?.S === status);
async function publish(to, more = {}) {
  const emailId = `node-${randomUUID()}`;
  const detail = { emailId, to, templateName: 'welcome', templateData: { userName: 'Åda 😀', companyName: 'Acme' }, ...more };
  const answer = await events.send(new PutEventsCommand({ Entries: [
    { Source: 'node.tests', DetailType: 'Email Request', EventBusName: bus, Time: new Date(), Detail: JSON.stringify(detail) }] }));
  equal('PutEvents takes it', answer.FailedEntryCount, 0);
  return emailId;
}

const steps = {
  async requests() {
    const name = 'node-notifications';
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '5' } }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    await events.send(new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern: JSON.stringify(
      { source: ['sesmailengine'], detail: { status: ['delivered', 'bounced'], originalSource: [{ prefix: 'node.' }] } }) }));
    await events.send(new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets: [{ Id: 'q', Arn: Attributes.QueueArn, InputPath: '$.detail' }] }));
    const rules = await events.send(new ListRulesCommand({ EventBusName: bus, NamePrefix: 'node-' }));
    equal('ListRules shows the rule', rules.Rules.map(r => r.Name), [name]);
    const targets = await events.send(new ListTargetsByRuleCommand({ EventBusName: bus, Rule: name }));
    equal('ListTargetsByRule shows the target', targets.Targets.map(t => t.Arn), [Attributes.QueueArn]);

    const delivered = await publish('success@simulator.amazonses.com');
    equal('delivered', (await settled(delivered, 'delivered'))?.status?.S, 'delivered');
    const bounceAddress = `bounce+${randomUUID()}@simulator.amazonses.com`;
    const bounced = await publish(bounceAddress);
    equal('bounced', (await settled(bounced, 'bounced'))?.status?.S, 'bounced');

    const seen = {};
    await eventually(async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }));
      for (const message of Messages) {
        const detail = JSON.parse(message.Body);
        seen[detail.emailId] = detail.status;
      }
      if (Messages.length) {
        const answer = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: Messages.map((m, i) => ({ Id: `${i}`, ReceiptHandle: m.ReceiptHandle })) }));
        equal('messages deleted', answer.Successful.length, Messages.length);
      }
      return seen;
    }, s => Object.keys(s).length === 2);
    equal('notifications through a rule into a queue', seen, { [delivered]: 'delivered', [bounced]: 'bounced' });
    await events.send(new RemoveTargetsCommand({ Rule: name, EventBusName: bus, Ids: ['q'] }));
    await events.send(new DeleteRuleCommand({ Name: name, EventBusName: bus }));
    equal('the rule is gone', (await events.send(new ListRulesCommand({ EventBusName: bus, NamePrefix: 'node-' }))).Rules, []);

    const suppression = { TableName: `${STACK}-Suppression`, Key: { email: { S: bounceAddress } } };
    const entry = await eventually(async () => (await dynamodb.send(new GetItemCommand(suppression))).Item, Boolean);
    equal('suppressed', entry?.reason?.S, 'hard-bounce');
    const gone = await dynamodb.send(new DeleteItemCommand({ ...suppression, ReturnValues: 'ALL_OLD' }));
    equal('removed from suppression', gone.Attributes?.email?.S, bounceAddress);
    await dynamodb.send(new PutItemCommand({ TableName: `${STACK}-Suppression`, Item: { email: { S: 'manual@example.com' },
      suppressionType: { S: 'manual' }, reason: { S: 'manual' }, addedToSuppressionDate: { S: new Date().toISOString() } } }));
    const manual = await publish('manual@example.com');
    const refused = await settled(manual, 'failed');
    equal('suppressed by hand', refused?.errorMessage?.S, 'Email not sent: recipient is suppressed (manual)');

    const soft = await publish(`softbounce+${randomUUID()}@simulator.amazonses.com`);
    const attempts = await eventually(async () => (await dynamodb.send(new QueryCommand({ TableName: tracking, IndexName: 'original-email-id-index',
      KeyConditionExpression: 'originalEmailId = :id', ExpressionAttributeValues: { ':id': { S: soft } } }))).Items, a => a.length === 2);
    equal('soft bounce retried under a new id', attempts.map(a => a.retryAttempt?.N ?? '0').sort(), ['0', '1']);
  },

  async pages() {
    const ids = [];
    for await (const page of paginateScan({ client: dynamodb, pageSize: 2 }, { TableName: tracking, ProjectionExpression: 'emailId' })) {
      ids.push(...page.Items.map(i => i.emailId.S));
    }
    check('scan pages through all', ids.length >= 4 && new Set(ids).size === ids.length, ids);
    const table = (await dynamodb.send(new DescribeTableCommand({ TableName: tracking }))).Table;
    equal('DescribeTable names the indexes', table.GlobalSecondaryIndexes.map(i => i.IndexName).sort(),
      ['date-partition-index', 'original-email-id-index', 'ses-message-id-index', 'to-email-timestamp-index']);
  },

  async templates() {
    const key = 'templates/node/template.html';
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: '<p>{{ a }}</p>' }));
    equal('object comes back', await (await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body.transformToString(), '<p>{{ a }}</p>');
    const stream = Readable.from([Buffer.from('<p>'), Buffer.from('streamed {{ a }}'), Buffer.from('</p>')]);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: stream, ContentLength: 23 }));
    equal('streamed object comes back', await (await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body.transformToString(), '<p>streamed {{ a }}</p>');
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    equal('HeadObject tells the length', head.ContentLength, 23);
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'templates/', Delimiter: '/' }));
    check('folders are listed', listed.CommonPrefixes.some(p => p.Prefix === 'templates/welcome/'), listed.CommonPrefixes);
    const answer = await lambda.send(new InvokeCommand({ FunctionName: `${STACK}-TemplateSeeder` }));
    equal('the seeder answers', JSON.parse(Buffer.from(answer.Payload).toString()).statusCode, 200);
  },

  async queues() {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'node-queue' }));
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [
      { Id: 'a', MessageBody: 'one', MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } } }, { Id: 'b', MessageBody: 'zwei ü 😀' }] }));
    equal('messages sent', sent.Successful.length, 2);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2,
      MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] }));
    equal('messages received', Messages.map(m => m.Body).sort(), ['one', 'zwei ü 😀']);
    equal('message attribute', Messages.find(m => m.Body === 'one').MessageAttributes.kind.StringValue, 'test');
    equal('receive count', Messages[0].Attributes.ApproximateReceiveCount, '1');
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    try {
      await sqs.send(new GetQueueUrlCommand({ QueueName: 'no-such-queue' }));
      check('unknown queue is an error', false);
    } catch (error) {
      check('unknown queue is an error', error.name === 'QueueDoesNotExist' || error.name === 'AWS.SimpleQueueService.NonExistentQueue', error.name);
    }
  },
};

await main(steps);

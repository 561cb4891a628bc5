// The AWS SDK for JavaScript: the stack itself. Waiters, paginators and errors of CloudFormation, SNS and Lambda.
// host: --set FeedbackDelay=0.05
import { CloudFormationClient, DescribeStacksCommand, DescribeStackResourcesCommand, CancelUpdateStackCommand, ListStacksCommand,
  paginateDescribeStackEvents, paginateListStackResources, waitUntilStackExists, waitUntilStackCreateComplete, waitUntilStackDeleteComplete,
  DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, GetFunctionCommand, GetFunctionConfigurationCommand, InvokeCommand, GetFunctionCodeSigningConfigCommand, paginateListFunctions,
  paginateListEventSourceMappings, waitUntilFunctionActiveV2, waitUntilFunctionUpdatedV2, waitUntilFunctionExists } from '@aws-sdk/client-lambda';
import { SNSClient, PublishCommand, PublishBatchCommand, ListSubscriptionsByTopicCommand, GetTopicAttributesCommand, CreateTopicCommand,
  paginateListTopics } from '@aws-sdk/client-sns';
import { randomUUID } from 'node:crypto';
import { all, check, equal, eventually, main, options, STACK } from './checks.mjs';

const cloudformation = new CloudFormationClient(options), sns = new SNSClient(options), lambda = new LambdaClient(options);
const dynamodb = new DynamoDBClient(options), events = new EventBridgeClient(options);
const topic = `arn:aws:sns:us-east-1:000000000000:${STACK}-SESFeedback`;
async function refused(name, promise, error, status = 400) {
  try {
    await promise;
    check(name, false, '(it was not refused)');
  } catch (exception) {
    equal(name, [exception.name, exception.$metadata?.httpStatusCode], [error, status]);
    check(`${name}: says why`, exception.message?.length > 10, exception.message);
  }
}
const record = async emailId =>
  (await dynamodb.send(new GetItemCommand({ TableName: `${STACK}-EmailTracking`, Key: { emailId: { S: emailId } } }))).Item;
const text = payload => JSON.parse(new TextDecoder().decode(payload));

const steps = {
  async stack() {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: STACK }));
    equal('the stack', Stacks.map(s => [s.StackName, s.StackStatus]), [[STACK, 'CREATE_COMPLETE']]);
    check('its age', Date.now() - Stacks[0].CreationTime.getTime() < 600000, Stacks[0].CreationTime);
    equal('outputs', Stacks[0].Outputs.length, 15);
    const resources = await all(paginateListStackResources({ client: cloudformation }, { StackName: STACK }), 'StackResourceSummaries');
    const described = await cloudformation.send(new DescribeStackResourcesCommand({ StackName: STACK }));
    equal('both lists of resources agree', resources.map(r => r.LogicalResourceId), described.StackResources.map(r => r.LogicalResourceId));
    const steps = await all(paginateDescribeStackEvents({ client: cloudformation }, { StackName: STACK }), 'StackEvents');
    equal('two events for each and for the stack', steps.length, 2 * resources.length + 2);
    equal('no event comes twice', new Set(steps.map(s => s.EventId)).size, steps.length);
    equal('none deleted', (await cloudformation.send(new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }))).StackSummaries?.length ?? 0, 0);
  },

  async waiters() {
    const wait = { maxWaitTime: 5, minDelay: 1, maxDelay: 1 };
    equal('stack exists', (await waitUntilStackExists({ client: cloudformation, ...wait }, { StackName: STACK })).state, 'SUCCESS');
    equal('stack complete', (await waitUntilStackCreateComplete({ client: cloudformation, ...wait }, { StackName: STACK })).state, 'SUCCESS');
    equal('stack gone', (await waitUntilStackDeleteComplete({ client: cloudformation, ...wait }, { StackName: 'gone' })).state, 'SUCCESS');
    const FunctionName = `${STACK}-FeedbackProcessor`;
    equal('function exists', (await waitUntilFunctionExists({ client: lambda, ...wait }, { FunctionName })).state, 'SUCCESS');
    equal('function active', (await waitUntilFunctionActiveV2({ client: lambda, ...wait }, { FunctionName })).state, 'SUCCESS');
    equal('function updated', (await waitUntilFunctionUpdatedV2({ client: lambda, ...wait }, { FunctionName })).state, 'SUCCESS');
  },

  async refusals() {
    await refused('no such stack', cloudformation.send(new DescribeStacksCommand({ StackName: 'gone' })), 'ValidationError');
    await refused('a made-up token', cloudformation.send(new DescribeStackEventsCommand({ StackName: STACK, NextToken: 'made-up' })), 'ValidationError');
    await refused('an operation of CloudFormation', cloudformation.send(new CancelUpdateStackCommand({ StackName: STACK })), 'UnknownOperationException');
    await refused('no such function', lambda.send(new GetFunctionCommand({ FunctionName: 'gone' })), 'ResourceNotFoundException', 404);
    await refused('an operation of Lambda', lambda.send(new GetFunctionCodeSigningConfigCommand({ FunctionName: `${STACK}-EmailSender` })), 'UnknownOperationException');
    await refused('no such topic', sns.send(new PublishCommand({ TopicArn: `${topic}X`, Message: 'm' })), 'NotFoundException', 404);
    await refused('an empty message', sns.send(new PublishCommand({ TopicArn: topic, Message: '' })), 'InvalidParameterException');
    await refused('an operation of SNS', sns.send(new CreateTopicCommand({ Name: 'x' })), 'UnknownOperationException');
  },

  async functions() {
    const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: `${STACK}-FeedbackProcessor` }));
    equal('its bus', configuration.Environment.Variables.EVENT_BUS_NAME, `${STACK}-EmailBus`);
    equal('its memory and time', [configuration.MemorySize, configuration.Timeout], [256, 15]);
    equal('three functions', (await all(paginateListFunctions({ client: lambda, pageSize: 2 }, {}), 'Functions')).length, 3);
    equal('two mappings', (await all(paginateListEventSourceMappings({ client: lambda, pageSize: 1 }, {}), 'EventSourceMappings')).length, 2);
  },

  async mail() {
    const emailId = `node-${randomUUID()}`, to = `someone-${randomUUID()}@example.com`;
    await events.send(new PutEventsCommand({ Entries: [{ Source: 'node.tests', DetailType: 'Email Request', EventBusName: `${STACK}-EmailBus`,
      Detail: JSON.stringify({ emailId, to, templateName: 'welcome', templateData: { userName: 'Ada', companyName: 'Acme' } }) }] }));
    const sent = await eventually(() => record(emailId), r => r?.status.S === 'delivered');
    const complaint = { eventType: 'Complaint', mail: { messageId: sent.sesMessageId.S, timestamp: '2026-11-25T00:00:00.000Z', destination: [to], tags: { emailId: [emailId] } },
      complaint: { feedbackId: randomUUID(), timestamp: '2026-11-25T00:00:01.000Z', complainedRecipients: [{ emailAddress: to }], complaintFeedbackType: 'abuse' } };
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn: topic, Message: JSON.stringify(complaint) }));
    check('Publish answers with an id', /^[0-9a-f-]{36}$/.test(MessageId), MessageId);
    equal('published feedback is processed', (await eventually(() => record(emailId), r => r.status.S === 'complained')).status.S, 'complained');
    const next = { messageId: randomUUID(), body: JSON.stringify({ 'detail-type': 'Email Request', source: 'node.tests', id: randomUUID(),
      detail: { emailId: `${emailId}-2`, to, templateName: 'welcome', templateData: { userName: 'Ada', companyName: 'Acme' } } }), attributes: {} };
    const answer = await lambda.send(new InvokeCommand({ FunctionName: `${STACK}-EmailSender`, Payload: JSON.stringify({ Records: [next] }), LogType: 'Tail' }));
    equal('the sender takes a batch', text(answer.Payload), { batchItemFailures: [] });
    check('and hands over its log', Buffer.from(answer.LogResult, 'base64').toString().includes('suppressed'), answer.LogResult);
    equal('a suppressed recipient gets nothing', (await record(`${emailId}-2`)).errorType.S, 'suppressed');
    const wrong = await lambda.send(new InvokeCommand({ FunctionName: `${STACK}-FeedbackProcessor`, Payload: '[]' }));
    equal('what is no event fails the function', [wrong.FunctionError, text(wrong.Payload).errorType], ['Unhandled', 'InvalidEvent']);
  },

  async topics() {
    equal('two topics', (await all(paginateListTopics({ client: sns }, {}), 'Topics')).map(t => t.TopicArn.split(':').pop()), [`${STACK}-Alarms`, `${STACK}-SESFeedback`]);
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic }));
    equal('feedback goes to the processor', Subscriptions.map(s => [s.Protocol, s.Endpoint.split(':').pop()]), [['lambda', `${STACK}-FeedbackProcessor`]]);
    equal('attributes', (await sns.send(new GetTopicAttributesCommand({ TopicArn: topic }))).Attributes.SubscriptionsConfirmed, '1');
    const batch = await sns.send(new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries: [
      { Id: 'a', Message: '{"eventType":"New"}', MessageAttributes: { b: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) } } }, { Id: 'b', Message: '' }] }));
    equal('a batch', [batch.Successful.map(e => e.Id), batch.Failed.map(e => e.Code)], [['a'], ['InvalidParameter']]);
  },
};

await main(steps);

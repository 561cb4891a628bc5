// An application that calls SES itself, with both clients of the AWS SDK for JavaScript.
// host: --set DefaultSenderEmail=hello@acme.example --set FeedbackDelay=0.05 --set Max24HourSend=8
import { SESClient, SendEmailCommand as SendV1, SendRawEmailCommand, GetSendQuotaCommand, GetSendStatisticsCommand, ListIdentitiesCommand,
  DescribeConfigurationSetCommand, GetIdentityVerificationAttributesCommand, ListTemplatesCommand, waitUntilIdentityExists } from '@aws-sdk/client-ses';
import { SESv2Client, SendEmailCommand, GetAccountCommand, GetEmailIdentityCommand, GetConfigurationSetEventDestinationsCommand,
  PutSuppressedDestinationCommand, GetSuppressedDestinationCommand, DeleteSuppressedDestinationCommand, ListContactListsCommand,
  paginateListEmailIdentities, paginateListSuppressedDestinations } from '@aws-sdk/client-sesv2';
import { check, ENDPOINT, equal, main, options, STACK } from './checks.mjs';

const once = { ...options, maxAttempts: 1 };
const v1 = new SESClient(once), v2 = new SESv2Client(once);
const sender = 'Acme <hello@acme.example>', configSet = `${STACK}-ConfigSet`;
async function fails(name, error, call) {
  try {
    await call();
    check(name, false, '(it was taken)');
  } catch (thrown) {
    // Some releases of the client name an error of version 1 with Exception at its end.
    check(name, [error, `${error}Exception`].includes(thrown.name), `(expected ${error}, got ${thrown.name})`);
  }
}
const outbox = async id => (await (await fetch(`${ENDPOINT}/_aws/ses?id=${encodeURIComponent(id)}`)).json()).messages[0];
const simple = (to, more = {}) => new SendEmailCommand({ FromEmailAddress: sender, Destination: { ToAddresses: to },
  Content: { Simple: { Subject: { Data: 'Grüße 😀' }, Body: { Text: { Data: 'täxt' } }, ...more } }, ConfigurationSetName: configSet });
const old = (to, more = {}) => new SendV1({ Source: sender, Destination: { ToAddresses: to },
  Message: { Subject: { Data: 'one & two' }, Body: { Html: { Data: '<b>x</b>' } } }, ...more });

const steps = {
  async sending() {
    const { MessageId } = await v2.send(simple(['jo@example.com'], { Headers: [{ Name: 'X-Own', Value: '1' }],
      Attachments: [{ FileName: 'a.txt', RawContent: Buffer.from('abc'), ContentType: 'text/plain' }] }));
    const mail = await outbox(MessageId);
    equal('v2 sends', [mail.Subject, mail.Body.text_part, mail.Headers, mail.Attachments],
      ['Grüße 😀', 'täxt', [{ Name: 'X-Own', Value: '1' }], [{ FileName: 'a.txt', ContentType: 'text/plain', Size: 3 }]]);
    const first = await outbox((await v1.send(old(['jo@example.com', 'al@example.com']))).MessageId);
    equal('v1 sends', [first.Subject, first.Recipients], ['one & two', ['jo@example.com', 'al@example.com']]);
    const raw = Buffer.from('From: hello@acme.example\r\nTo: jo@example.com\r\nSubject: raw\r\n\r\nbody\r\n');
    equal('v1 sends raw', (await outbox((await v1.send(new SendRawEmailCommand({ RawMessage: { Data: raw } }))).MessageId)).Subject, 'raw');
    equal('v2 sends raw', (await outbox((await v2.send(new SendEmailCommand({ Content: { Raw: { Data: raw } } }))).MessageId)).Subject, 'raw');
  },

  async quota() {
    const quota = await v1.send(new GetSendQuotaCommand({}));
    equal('v1 tells the quota', [quota.Max24HourSend, quota.MaxSendRate, quota.SentLast24Hours], [8, -1, 5]);
    equal('v2 tells the quota', (await v2.send(new GetAccountCommand({}))).SendQuota, { Max24HourSend: 8, MaxSendRate: -1, SentLast24Hours: 5 });
    const points = (await v1.send(new GetSendStatisticsCommand({}))).SendDataPoints;
    equal('statistics count', points.reduce((sum, point) => sum + point.DeliveryAttempts, 0), 5);
    check('at a time', points[0].Timestamp instanceof Date, points[0]);
    await fails('v2: more than is left of the day', 'TooManyRequestsException', () => v2.send(simple(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'])));
    await fails('v1: more than is left of the day', 'Throttling', () => v1.send(old(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'])));
  },

  async reading() {
    const names = [];
    for await (const page of paginateListEmailIdentities({ client: v2, pageSize: 1 }, {})) names.push(...page.EmailIdentities.map(i => i.IdentityName));
    equal('identities page by page', names, ['acme.example', 'hello@acme.example']);
    equal('v1 lists them', (await v1.send(new ListIdentitiesCommand({}))).Identities, names);
    equal('v2 tells of one', (await v2.send(new GetEmailIdentityCommand({ EmailIdentity: 'hello@acme.example' }))).VerifiedForSendingStatus, true);
    equal('v1 tells of one', (await v1.send(new GetIdentityVerificationAttributesCommand({ Identities: names }))).VerificationAttributes['acme.example'].VerificationStatus, 'Success');
    equal('the waiter ends', (await waitUntilIdentityExists({ client: v1, maxWaitTime: 10 }, { Identities: names })).state, 'SUCCESS');
    const { EventDestinations } = await v2.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: configSet }));
    equal('where events go', EventDestinations[0].SnsDestination.TopicArn, `arn:aws:sns:us-east-1:000000000000:${STACK}-SESFeedback`);
    const described = await v1.send(new DescribeConfigurationSetCommand({ ConfigurationSetName: configSet, ConfigurationSetAttributeNames: ['eventDestinations', 'deliveryOptions'] }));
    equal('v1 tells it too', [described.EventDestinations[0].SNSDestination.TopicARN, described.DeliveryOptions.TlsPolicy], [EventDestinations[0].SnsDestination.TopicArn, 'Require']);
  },

  async suppression() {
    const emails = ['s1@example.com', 's2@example.com', 's3@example.com'];
    for (const EmailAddress of emails) await v2.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
    const seen = [];
    for await (const page of paginateListSuppressedDestinations({ client: v2, pageSize: 2 }, { Reasons: ['BOUNCE'], StartDate: new Date(0) }))
      seen.push(...page.SuppressedDestinationSummaries.map(s => s.EmailAddress));
    equal('suppressed addresses page by page', seen, emails);
    const { SuppressedDestination } = await v2.send(new GetSuppressedDestinationCommand({ EmailAddress: emails[0] }));
    check('one of them', SuppressedDestination.Reason === 'BOUNCE' && SuppressedDestination.LastUpdateTime instanceof Date, SuppressedDestination);
    await v2.send(new DeleteSuppressedDestinationCommand({ EmailAddress: emails[0] }));
    await fails('gone', 'NotFoundException', () => v2.send(new GetSuppressedDestinationCommand({ EmailAddress: emails[0] })));
  },

  async refusals() {
    await fails('v2: a line break in the subject', 'BadRequestException', () => v2.send(simple(['jo@example.com'], { Subject: { Data: 'a\nBcc: b@x.example' } })));
    await fails('v2: no such configuration set', 'NotFoundException', () => v2.send(new SendEmailCommand({ ...simple(['jo@example.com']).input, ConfigurationSetName: 'other' })));
    await fails('v1: no such configuration set', 'ConfigurationSetDoesNotExist', () => v1.send(old(['jo@example.com'], { ConfigurationSetName: 'other' })));
    await fails('v2: a template', 'BadRequestException', () => v2.send(new SendEmailCommand({ Content: { Template: { TemplateName: 'x' } } })));
    await fails('v2: an unknown operation', 'UnknownOperationException', () => v2.send(new ListContactListsCommand({})));
    await fails('v1: an unknown operation', 'UnknownOperationException', () => v1.send(new ListTemplatesCommand({})));
    await fails('v2: an unknown parameter', 'ValidationException', () => v2.send(new SendEmailCommand({ ...simple(['jo@example.com']).input, TenantName: 'x' })));
    await fails('v1: an unknown parameter', 'ValidationError', () => v1.send(old(['jo@example.com'], { SourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/acme.example' })));
  },
};

await main(steps);

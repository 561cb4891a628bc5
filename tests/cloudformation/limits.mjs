// What AWS's API references allow where the published schemas give only a type. By owner (resource type, or the name of the
// type of a part) and property.
const range = (min, max) => ({ min, max });
const words = (...list) => ({ words: list });
const matching = (pattern) => ({ pattern });

const LIMITS = {
  'AWS::CloudWatch::Alarm.ComparisonOperator': words(
    'GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold'),
  'AWS::CloudWatch::Alarm.EvaluationPeriods': range(1, 1440),
  'AWS::CloudWatch::Alarm.Period': { ...range(10, 86400), multipleOf: 10 },
  'AWS::CloudWatch::Alarm.Statistic': words('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'),
  'AWS::CloudWatch::Alarm.TreatMissingData': words('breaching', 'notBreaching', 'ignore', 'missing'),
  'AWS::CloudWatch::Alarm.AlarmName': matching(/^.{1,255}$/),
  'AWS::DynamoDB::Table.BillingMode': words('PAY_PER_REQUEST', 'PROVISIONED'),
  'AttributeDefinition.AttributeType': words('S', 'N', 'B'),
  'KeySchema.KeyType': words('HASH', 'RANGE'),
  'Projection.ProjectionType': words('ALL', 'KEYS_ONLY', 'INCLUDE'),
  'RetryPolicy.MaximumEventAgeInSeconds': range(60, 86400),
  'RetryPolicy.MaximumRetryAttempts': range(0, 185),
  'Target.Id': matching(/^[.\-_A-Za-z0-9]{1,64}$/),
  'AWS::Lambda::EventSourceMapping.BatchSize': range(1, 10000),
  'AWS::Lambda::EventSourceMapping.FunctionResponseTypes': words('ReportBatchItemFailures'),
  'ScalingConfig.MaximumConcurrency': range(2, 1000),
  'AWS::Lambda::Function.Architectures': words('x86_64', 'arm64'),
  'AWS::Lambda::Function.Handler': matching(/^[^\s]{1,128}$/),
  'AWS::Lambda::Function.MemorySize': range(128, 10240),
  'AWS::Lambda::Function.Runtime': words('provided.al2023'),
  'AWS::Lambda::Function.Timeout': range(1, 900),
  'AWS::Lambda::Permission.Action': matching(/^lambda:[A-Za-z]+$/),
  'AbortIncompleteMultipartUpload.DaysAfterInitiation': range(1, 3650),
  'DeliveryOptions.TlsPolicy': words('REQUIRE', 'OPTIONAL'),
  'EventDestination.MatchingEventTypes': words(
    'send', 'reject', 'bounce', 'complaint', 'delivery', 'open', 'click', 'renderingFailure', 'deliveryDelay', 'subscription'),
  'SuppressionOptions.SuppressedReasons': words('BOUNCE', 'COMPLAINT'),
  'AWS::SNS::Subscription.Protocol': words('email', 'email-json', 'http', 'https', 'lambda', 'sms', 'sqs', 'application', 'firehose'),
  'AWS::SQS::Queue.DelaySeconds': range(0, 900),
  'AWS::SQS::Queue.MessageRetentionPeriod': range(60, 1209600),
  'AWS::SQS::Queue.VisibilityTimeout': range(0, 43200),
};

export const limitOf = (owner) => LIMITS[owner];

// Why a value is not allowed; undefined when it is.
export function checkLimit(limit, value) {
  if (limit.words && !limit.words.includes(value)) return `must be one of ${limit.words.join(', ')}, not ${value}`;
  if (limit.pattern && !limit.pattern.test(value)) return `must match ${limit.pattern}, not ${value}`;
  if (limit.min !== undefined && (Number(value) < limit.min || Number(value) > limit.max)) return `must be from ${limit.min} to ${limit.max}, not ${value}`;
  if (limit.multipleOf && Number(value) % limit.multipleOf !== 0) return `must be a multiple of ${limit.multipleOf}, not ${value}`;
  return undefined;
}

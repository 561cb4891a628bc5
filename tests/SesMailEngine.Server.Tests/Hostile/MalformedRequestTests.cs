using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.CloudWatch;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.AwsApi.Logs;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Sqs;
using SesMailEngine.Server.AwsApi.Sts;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.Hostile;

/// <summary>Whatever a request says, the answer is a refusal in shape, never a 500 and never an error in the log.</summary>
public sealed class MalformedRequestTests : IAsyncLifetime
{
    private readonly FakeBus _bus = new();
    private readonly FakeQueues _queues = new(TimeProvider.System);
    private readonly ListLog _log = new();
    private RunningEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        _bus.Add(new BusRule("mine", "{}"));
        await _queues.CreateAsync(new QueueDefinition("q", TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromDays(1)), default);
        var names = RunningEndpoint.Names;
        _endpoint = await RunningEndpoint.StartAsync(
            [
                new EventsService(names, _bus, new RequestIdSource(1), _log, new ProducerLoad()), new SqsService(names, _queues, new FakeQueueMoves(TimeProvider.System), TimeProvider.System),
                new StsService(names),
                new CloudWatchService(names, new FakeAlarms(), new FakeMetrics(TimeProvider.System), TimeProvider.System),
                new LogsService(new EngineSettings { Names = names }, new FakeLogArchive(), DateTimeOffset.UnixEpoch),
                .. StackFixture.Parts(_log),
            ],
            log: _log);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    public static TheoryData<string, string> JsonCalls => new()
    {
        { "AWSEvents.PutEvents", """{"Entries":[{"Source":"a","DetailType":"t","Detail":"{\"a\":\"\\u00e9\"}","EventBusName":"sesmailengine-EmailBus","Time":1.5,"Resources":["r"]}]}""" },
        { "AWSEvents.PutRule", """{"Name":"mine","EventBusName":"sesmailengine-EmailBus","EventPattern":"{\"source\":[{\"prefix\":\"a\"}]}","State":"ENABLED","Description":"d"}""" },
        { "AWSEvents.PutTargets", """{"Rule":"mine","EventBusName":"sesmailengine-EmailBus","Targets":[{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","InputTransformer":{"InputPathsMap":{"a":"$.detail"},"InputTemplate":"<a>"},"DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:000000000000:q"}}]}""" },
        { "AWSEvents.ListRules", """{"EventBusName":"sesmailengine-EmailBus","NamePrefix":"m","Limit":1,"NextToken":"YQ=="}""" },
        { "AWSEvents.RemoveTargets", """{"Rule":"mine","EventBusName":"sesmailengine-EmailBus","Ids":["1"]}""" },
        { "AWSEvents.TestEventPattern", """{"EventPattern":"{\"source\":[\"a\"]}","Event":"{\"id\":\"1\",\"account\":\"1\",\"source\":\"a\",\"time\":\"t\",\"region\":\"r\",\"resources\":[],\"detail-type\":\"d\"}"}""" },
        { "AmazonSQS.CreateQueue", """{"QueueName":"new","Attributes":{"DelaySeconds":"1","RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:q\",\"maxReceiveCount\":\"3\"}"}}""" },
        { "AmazonSQS.SendMessage", """{"QueueUrl":"http://h/000000000000/q","MessageBody":"m","DelaySeconds":1,"MessageAttributes":{"a":{"DataType":"Binary","BinaryValue":"AQI="}}}""" },
        { "AmazonSQS.SendMessageBatch", """{"QueueUrl":"http://h/000000000000/q","Entries":[{"Id":"a","MessageBody":"m","MessageAttributes":{"a":{"DataType":"String","StringValue":"\u00e9"}}}]}""" },
        { "AmazonSQS.ReceiveMessage", """{"QueueUrl":"http://h/000000000000/q","MaxNumberOfMessages":1,"VisibilityTimeout":0,"AttributeNames":["All"],"MessageAttributeNames":["All"]}""" },
        { "AmazonSQS.ChangeMessageVisibilityBatch", """{"QueueUrl":"http://h/000000000000/q","Entries":[{"Id":"a","ReceiptHandle":"h","VisibilityTimeout":1}]}""" },
        { "Logs_20140328.FilterLogEvents", """{"logGroupName":"/aws/lambda/sesmailengine-EmailSender","startTime":1,"endTime":2,"filterPattern":"{ $.a[0] = %x[a-c]{1,2}% && ($.b IS NULL) }","limit":5,"logStreamNamePrefix":"2026","nextToken":"YWJj"}""" },
        { "Logs_20140328.GetLogEvents", """{"logGroupIdentifier":"arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/sesmailengine-EmailSender","logStreamName":"2026/11/24/[$LATEST]embedded","nextToken":"f/YWJj","startFromHead":true}""" },
        { "Logs_20140328.DescribeLogStreams", """{"logGroupName":"/aws/lambda/sesmailengine-EmailSender","orderBy":"LogStreamName","descending":true,"limit":5}""" },
        { "Logs_20140328.DescribeLogGroups", """{"logGroupNamePrefix":"/aws","limit":5,"logGroupClass":"STANDARD"}""" },
        { "AmazonSQS.ListQueues", """{"QueueNamePrefix":"q","MaxResults":1,"NextToken":"YQ=="}""" },
        { "GraniteServiceVersion20100801.PutMetricAlarm", """{"AlarmName":"a","Namespace":"n","MetricName":"m","Dimensions":[{"Name":"d","Value":"v"}],"Statistic":"Sum","Period":60,"EvaluationPeriods":2,"DatapointsToAlarm":1,"Threshold":1.5,"ComparisonOperator":"GreaterThanThreshold","ActionsEnabled":true,"TreatMissingData":"ignore"}""" },
        { "GraniteServiceVersion20100801.SetAlarmState", """{"AlarmName":"a","StateValue":"ALARM","StateReason":"r","StateReasonData":"{}"}""" },
        { "GraniteServiceVersion20100801.DescribeAlarms", """{"AlarmNamePrefix":"a","AlarmTypes":["MetricAlarm"],"StateValue":"OK","MaxRecords":5,"NextToken":"YWxhcm1zOjE="}""" },
        { "GraniteServiceVersion20100801.DescribeAlarmHistory", """{"AlarmName":"a","StartDate":1.5,"EndDate":1795600000,"MaxRecords":1,"ScanBy":"TimestampAscending","HistoryItemType":"Action"}""" },
        { "GraniteServiceVersion20100801.GetMetricStatistics", """{"Namespace":"n","MetricName":"m","StartTime":1795600000,"EndTime":1795603600,"Period":60,"Statistics":["Sum"],"Unit":"None"}""" },
        { "GraniteServiceVersion20100801.GetMetricData", """{"StartTime":1795600000,"EndTime":1795603600,"MaxDatapoints":5,"NextToken":"ZGF0YTox","MetricDataQueries":[{"Id":"a","Label":"l","MetricStat":{"Metric":{"Namespace":"n","MetricName":"m"},"Period":60,"Stat":"Sum"}}]}""" },
        { "GraniteServiceVersion20100801.PutMetricData", """{"Namespace":"n","MetricData":[{"MetricName":"m","Unit":"None","Values":[1,2.5],"Counts":[1,2]}]}""" },
    };

    [Theory]
    [MemberData(nameof(JsonCalls))]
    public async Task A_mutated_JSON_request_never_breaks_the_host(string target, string body)
    {
        var random = new Random(20261124);
        for (var i = 0; i < 150; i++) await AssertSoundAsync(target, Mutate(Encoding.UTF8.GetBytes(body), random));
        _log.Entries.ShouldNotContain(entry => entry.Level == LogLevel.Error);
    }

    [Theory]
    [MemberData(nameof(JsonCalls))]
    public async Task A_member_of_any_wrong_type_never_breaks_the_host(string target, string body)
    {
        string[] values = ["null", "1", "-1e999", "99999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "[]", "[null]", "[1]", "{}", "{\"\\udc00\":1}", "true"];
        foreach (var (start, length) in ValuesOf(body))
        {
            foreach (var value in values)
                await AssertSoundAsync(target, Encoding.UTF8.GetBytes(body[..start] + value + body[(start + length)..]));
        }
        _log.Entries.ShouldNotContain(entry => entry.Level == LogLevel.Error);
    }

    [Theory]
    [InlineData("Action=SendMessage&QueueUrl=http%3A%2F%2Fh%2F000000000000%2Fq&MessageBody=m&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=Binary&MessageAttribute.1.Value.BinaryValue=AQI%3D&DelaySeconds=1")]
    [InlineData("Action=SendMessageBatch&QueueUrl=http%3A%2F%2Fh%2F000000000000%2Fq&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x")]
    [InlineData("Action=CreateQueue&QueueName=new&Attribute.1.Name=DelaySeconds&Attribute.1.Value=1")]
    [InlineData("Action=GetCallerIdentity")]
    [InlineData("Version=2010-05-15&Action=DescribeStacks&StackName=sesmailengine")]
    [InlineData("Version=2010-05-15&Action=ListStacks&StackStatusFilter.member.1=CREATE_COMPLETE&NextToken=YQ")]
    [InlineData("Version=2010-05-15&Action=DescribeStackEvents&StackName=sesmailengine&NextToken=YQ")]
    [InlineData("Version=2010-05-15&Action=DescribeStackResources&PhysicalResourceId=sesmailengine-EmailBus&LogicalResourceId=EmailBus")]
    [InlineData("Version=2010-03-31&Action=Publish&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3Asesmailengine-SESFeedback&Message=%7B%22default%22%3A%22m%22%7D&MessageStructure=json&Subject=s&MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=Binary&MessageAttributes.entry.1.Value.BinaryValue=AQI%3D")]
    [InlineData("Version=2010-03-31&Action=PublishBatch&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3Asesmailengine-Alarms&PublishBatchRequestEntries.member.1.Id=a&PublishBatchRequestEntries.member.1.Message=m")]
    [InlineData("Version=2010-03-31&Action=ListSubscriptionsByTopic&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3Asesmailengine-Alarms&NextToken=YQ")]
    [InlineData("Action=PutMetricData&Version=2010-08-01&Namespace=n&MetricData.member.1.MetricName=m&MetricData.member.1.Dimensions.member.1.Name=d&MetricData.member.1.Dimensions.member.1.Value=v&MetricData.member.1.Timestamp=2026-11-25T00%3A00%3A00Z&MetricData.member.1.Value=1.5")]
    [InlineData("Action=GetMetricStatistics&Version=2010-08-01&Namespace=n&MetricName=m&StartTime=2026-11-25T00%3A00%3A00Z&EndTime=2026-11-25T01%3A00%3A00Z&Period=60&Statistics.member.1=Sum")]
    public async Task A_mutated_query_request_never_breaks_the_host(string form)
    {
        var random = new Random(20261124);
        for (var i = 0; i < 300; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/000000000000/q");
            request.Content = new ByteArrayContent(Mutate(Encoding.UTF8.GetBytes(form), random));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            var answer = await _endpoint.SendAsync(request);
            answer.Status.ShouldBeLessThan(500);
            answer.Xml.ShouldNotBeNull();
        }
        _log.Entries.ShouldNotContain(entry => entry.Level == LogLevel.Error);
    }

    [Theory]
    [InlineData("EmailSender", """{"Records":[{"messageId":"m","body":"b","attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1"},"eventSourceARN":"a"}]}""")]
    [InlineData("FeedbackProcessor", """{"Records":[{"Sns":{"Message":"m","MessageId":"i"}},{"messageId":"m","body":"b"}]}""")]
    public async Task A_mutated_payload_never_breaks_a_function(string function, string payload)
    {
        var random = new Random(20261125);
        for (var i = 0; i < 300; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/sesmailengine-{function}/invocations");
            request.Content = new ByteArrayContent(Mutate(Encoding.UTF8.GetBytes(payload), random));
            var answer = await _endpoint.SendAsync(request);
            answer.Status.ShouldBeLessThan(500);
            answer.Json.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        }
        _log.Entries.ShouldNotContain(entry => entry.Level == LogLevel.Error);
    }

    private async Task AssertSoundAsync(string target, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", target);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        var answer = await _endpoint.SendAsync(request);
        answer.Status.ShouldBeLessThan(500, Encoding.UTF8.GetString(body));
        answer.Json.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
    }

    // One to three bytes changed, removed, doubled or swapped for what parsers trip over.
    private static byte[] Mutate(byte[] body, Random random)
    {
        var bytes = body.ToList();
        byte[] nasty = [0, 0xFF, 0xC3, 0xED, (byte)'"', (byte)'\\', (byte)'{', (byte)'[', (byte)'%', (byte)'&', (byte)'=', (byte)'.', (byte)'9', (byte)'-'];
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = nasty[random.Next(nasty.Length)]; break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, nasty[random.Next(nasty.Length)]); break;
                default: bytes.RemoveRange(at, Math.Min(random.Next(8), bytes.Count - at)); break;
            }
            if (bytes.Count == 0) bytes.Add(0);
        }
        return [.. bytes];
    }

    // Where the values of the JSON text are: after each colon, and each list's first element.
    private static List<(int Start, int Length)> ValuesOf(string json)
    {
        var spans = new List<(int, int)>();
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new System.Text.Json.Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType is System.Text.Json.JsonTokenType.PropertyName or System.Text.Json.JsonTokenType.EndArray
                or System.Text.Json.JsonTokenType.EndObject) continue;
            var start = int.CreateChecked(reader.TokenStartIndex);
            var end = reader;
            end.Skip();
            spans.Add((start, int.CreateChecked(end.BytesConsumed) - start));
        }
        spans.Count.ShouldBeGreaterThan(1, json.Length.ToString(CultureInfo.InvariantCulture));
        return spans;
    }
}

using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.AwsApi.Sqs;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Sqs;

public sealed class SqsServiceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-24T22:00:00Z", null));
    private readonly FakeQueues _queues;
    private RunningEndpoint _endpoint = null!;

    public SqsServiceTests() => _queues = new FakeQueues(_time);

    private string Url => $"http://{_endpoint.Client.BaseAddress!.Authority}/000000000000/q";

    public async ValueTask InitializeAsync()
    {
        _endpoint = await RunningEndpoint.StartAsync([new SqsService(RunningEndpoint.Names, _queues, new FakeQueueMoves(_time), _time)]);
        await _queues.CreateAsync(Queue("dlq"), default);
        await _queues.CreateAsync(Queue("q") with { MaxReceiveCount = 3, DeadLetterQueue = "dlq" }, default);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private QueueDefinition Queue(string name) =>
        new(name, TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.FromDays(14)) { CreatedAt = _time.GetUtcNow() };

    private Task<Answer> JsonAsync(string operation, string body) => _endpoint.JsonAsync("AmazonSQS." + operation, body);

    private Task<Answer> QueryAsync(string operation, string form, string path = "/") =>
        _endpoint.QueryAsync($"Action={operation}&Version=2012-11-05&{form}", path);

    private string OnQueue(string members = "") => $$"""{"QueueUrl":"{{Url}}"{{members}}}""";

    private string FormOnQueue => "QueueUrl=" + Uri.EscapeDataString(Url);

    [Fact]
    public async Task A_queues_URL_has_the_host_the_client_called()
    {
        (await JsonAsync("GetQueueUrl", """{"QueueName":"q"}""")).Json.GetProperty("QueueUrl").GetString().ShouldBe(Url);
        (await QueryAsync("GetQueueUrl", "QueueName=q")).XmlText("QueueUrl").ShouldBe(Url);
    }

    [Theory]
    [InlineData("http://localhost:1/000000000000/q")]
    [InlineData("https://sqs.us-east-1.example.com/000000000000/q")]
    [InlineData("http://127.0.0.1:4566/queue/us-east-1/000000000000/q")]
    [InlineData("q")]
    public async Task A_queue_URL_is_accepted_in_any_host_form(string url) =>
        (await JsonAsync("GetQueueAttributes", $$"""{"QueueUrl":"{{url}}"}""")).Status.ShouldBe(200);

    [Fact]
    public async Task A_query_may_be_posted_to_the_queues_own_URL() =>
        (await QueryAsync("GetQueueAttributes", "AttributeName.1=QueueArn", "/000000000000/q")).XmlText("Value")
            .ShouldBe("arn:aws:sqs:us-east-1:000000000000:q");

    [Theory]
    [InlineData("http://localhost:1/000000000000/none")]
    [InlineData("http://localhost:1/111111111111/q")]
    public async Task A_queue_that_does_not_exist_has_its_error_in_both_protocols(string url)
    {
        var json = await JsonAsync("GetQueueAttributes", $$"""{"QueueUrl":"{{url}}"}""");
        json.Status.ShouldBe(400);
        json.Json.GetProperty("__type").GetString().ShouldBe("com.amazonaws.sqs#QueueDoesNotExist");
        json.Headers["x-amzn-query-error"].ShouldBe("AWS.SimpleQueueService.NonExistentQueue;Sender");

        var query = await QueryAsync("GetQueueAttributes", "QueueUrl=" + Uri.EscapeDataString(url));
        query.Status.ShouldBe(400);
        query.XmlText("Code").ShouldBe("AWS.SimpleQueueService.NonExistentQueue");
    }

    // The attribute digest was computed outside, from the algorithm on AWS's page.
    [Fact]
    public async Task A_message_is_sent_received_and_deleted_in_JSON()
    {
        var sent = (await JsonAsync("SendMessage", OnQueue(
            ""","MessageBody":"hello","MessageAttributes":{"b":{"DataType":"Binary","BinaryValue":"AQI="},"a":{"DataType":"String","StringValue":"x"}}"""))).Json;
        sent.GetProperty("MD5OfMessageBody").GetString().ShouldBe("5d41402abc4b2a76b9719d911017c592");
        sent.GetProperty("MD5OfMessageAttributes").GetString().ShouldBe("3e9b4c785db2deb306cf4009ae214dab");

        var message = (await JsonAsync("ReceiveMessage", OnQueue(
            ""","MessageAttributeNames":["All"],"MessageSystemAttributeNames":["All"],"VisibilityTimeout":5"""))).Json.GetProperty("Messages")[0];
        message.GetProperty("MessageId").GetString().ShouldBe(sent.GetProperty("MessageId").GetString());
        message.GetProperty("Body").GetString().ShouldBe("hello");
        message.GetProperty("MD5OfBody").GetString().ShouldBe("5d41402abc4b2a76b9719d911017c592");
        message.GetProperty("MD5OfMessageAttributes").GetString().ShouldBe(sent.GetProperty("MD5OfMessageAttributes").GetString());
        message.GetProperty("MessageAttributes").GetProperty("b").GetProperty("BinaryValue").GetString().ShouldBe("AQI=");
        message.GetProperty("Attributes").GetProperty("ApproximateReceiveCount").GetString().ShouldBe("1");
        message.GetProperty("Attributes").GetProperty("SentTimestamp").GetString().ShouldBe("1795557600000");

        var handle = message.GetProperty("ReceiptHandle").GetString();
        (await JsonAsync("DeleteMessage", OnQueue($",\"ReceiptHandle\":\"{handle}\""))).Body.ShouldBe("{}");
        (await _queues.CountAsync("q", default))!.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_is_sent_and_received_in_query()
    {
        var sent = await QueryAsync("SendMessage", FormOnQueue +
            "&MessageBody=a%26b%3C&MessageAttribute.1.Name=n&MessageAttribute.1.Value.DataType=Number&MessageAttribute.1.Value.StringValue=7");
        sent.Xml.Name.ToString().ShouldBe("{http://queue.amazonaws.com/doc/2012-11-05/}SendMessageResponse");

        var received = await QueryAsync("ReceiveMessage", FormOnQueue + "&AttributeName.1=SentTimestamp&MessageAttributeName.1=n");

        received.XmlText("Body").ShouldBe("a&b<");
        received.XmlText("MessageId").ShouldBe(sent.XmlText("MessageId"));
        received.XmlText("StringValue").ShouldBe("7");
        received.XmlText("MD5OfMessageAttributes").ShouldBe(sent.XmlText("MD5OfMessageAttributes"));
    }

    [Fact]
    public async Task Nothing_to_receive_is_an_empty_answer()
    {
        (await JsonAsync("ReceiveMessage", OnQueue())).Body.ShouldBe("{}");
        (await QueryAsync("ReceiveMessage", FormOnQueue)).Xml.Elements().First().IsEmpty.ShouldBeFalse();
    }

    [Theory]
    [InlineData("[\"a.*\"]", 1)]
    [InlineData("[\"b\"]", 1)]
    [InlineData("[\".*\"]", 2)]
    [InlineData("[\"c\"]", 0)]
    [InlineData("[]", 0)]
    public async Task Message_attributes_come_as_asked(string names, int count)
    {
        await JsonAsync("SendMessage", OnQueue(
            ""","MessageBody":"m","MessageAttributes":{"a.1":{"DataType":"String","StringValue":"x"},"b":{"DataType":"String","StringValue":"y"}}"""));

        var message = (await JsonAsync("ReceiveMessage", OnQueue($",\"MessageAttributeNames\":{names}"))).Json.GetProperty("Messages")[0];

        (message.TryGetProperty("MessageAttributes", out var attributes) ? attributes.EnumerateObject().Count() : 0).ShouldBe(count);
        message.TryGetProperty("MD5OfMessageAttributes", out _).ShouldBe(count > 0);
    }

    [Fact]
    public async Task The_entries_of_a_batch_fail_one_by_one()
    {
        var answer = (await JsonAsync("SendMessageBatch", OnQueue(
            ",\"Entries\":[{\"Id\":\"good\",\"MessageBody\":\"m\"},{\"Id\":\"bad\",\"MessageBody\":\"\\u0001\"},{\"Id\":\"late\",\"MessageBody\":\"m\",\"DelaySeconds\":901}]"))).Json;

        answer.GetProperty("Successful").EnumerateArray().ShouldHaveSingleItem().GetProperty("Id").GetString().ShouldBe("good");
        answer.GetProperty("Failed").EnumerateArray().Select(e => e.GetProperty("Code").GetString())
            .ShouldBe(["InvalidMessageContents", "InvalidParameterValue"]);
        answer.GetProperty("Failed")[0].GetProperty("SenderFault").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_query_batch_repeats_its_entries_flattened()
    {
        var answer = await QueryAsync("SendMessageBatch", FormOnQueue +
            "&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x&SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody=y");

        answer.Xml.Descendants().Where(e => e.Name.LocalName == "SendMessageBatchResultEntry").Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("[]", "EmptyBatchRequest")]
    [InlineData("[{\"Id\":\"a\",\"MessageBody\":\"x\"},{\"Id\":\"a\",\"MessageBody\":\"x\"}]", "BatchEntryIdsNotDistinct")]
    [InlineData("[{\"Id\":\"a b\",\"MessageBody\":\"x\"}]", "InvalidBatchEntryId")]
    [InlineData("[1]", "SerializationException")]
    public async Task A_batch_that_cannot_be_taken_is_refused_whole(string entries, string error) =>
        (await JsonAsync("SendMessageBatch", OnQueue($",\"Entries\":{entries}"))).Json.GetProperty("__type").GetString()
            .ShouldBe("com.amazonaws.sqs#" + error);

    [Fact]
    public async Task More_than_ten_entries_are_refused()
    {
        var entries = string.Join(',', Enumerable.Range(1, 11).Select(i => $"{{\"Id\":\"{i}\",\"MessageBody\":\"x\"}}"));

        (await JsonAsync("SendMessageBatch", OnQueue($",\"Entries\":[{entries}]"))).Headers["x-amzn-query-error"]
            .ShouldBe("AWS.SimpleQueueService.TooManyEntriesInBatchRequest;Sender");
    }

    [Theory]
    [InlineData(262_144, 200)]
    [InlineData(262_145, 400)]
    public async Task A_message_may_have_256_KB(int size, int status)
    {
        (await JsonAsync("SendMessage", OnQueue($",\"MessageBody\":\"{new string('x', size)}\""))).Status.ShouldBe(status);
        (await QueryAsync("SendMessage", FormOnQueue + "&MessageBody=" + new string('x', size))).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("SendMessage", "", "MissingRequiredParameterException")]
    [InlineData("SendMessage", ",\"MessageBody\":\"\"", "MissingRequiredParameterException")]
    [InlineData("SendMessage", ",\"MessageBody\":\"\\u0000\"", "InvalidMessageContents")]
    [InlineData("SendMessage", ",\"MessageBody\":\"x\",\"DelaySeconds\":-1", "InvalidParameterValueException")]
    [InlineData("SendMessage", ",\"MessageBody\":\"x\",\"MessageGroupId\":\"g\"", "InvalidParameterValueException")]
    [InlineData("SendMessage", ",\"MessageBody\":\"x\",\"MessageAttributes\":{\"AWS.x\":{\"DataType\":\"String\",\"StringValue\":\"x\"}}", "InvalidParameterValueException")]
    [InlineData("SendMessage", ",\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":{\"DataType\":\"Other\",\"StringValue\":\"x\"}}", "InvalidParameterValueException")]
    [InlineData("SendMessage", ",\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":{\"DataType\":\"String\"}}", "InvalidParameterValueException")]
    [InlineData("SendMessage", ",\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":{\"DataType\":\"Binary\",\"BinaryValue\":\"*\"}}", "SerializationException")]
    [InlineData("ReceiveMessage", ",\"MaxNumberOfMessages\":11", "InvalidParameterValueException")]
    [InlineData("ReceiveMessage", ",\"WaitTimeSeconds\":21", "InvalidParameterValueException")]
    [InlineData("ReceiveMessage", ",\"AttributeNames\":[\"Nonsense\"]", "InvalidAttributeName")]
    [InlineData("DeleteMessage", ",\"ReceiptHandle\":\"nonsense\"", "ReceiptHandleIsInvalid")]
    [InlineData("ChangeMessageVisibility", ",\"ReceiptHandle\":\"h-99\",\"VisibilityTimeout\":1", "InvalidParameterValueException")]
    [InlineData("ChangeMessageVisibility", ",\"ReceiptHandle\":\"h-99\",\"VisibilityTimeout\":43201", "InvalidParameterValueException")]
    [InlineData("GetQueueAttributes", ",\"AttributeNames\":[\"Nonsense\"]", "InvalidAttributeName")]
    [InlineData("SetQueueAttributes", ",\"Attributes\":{\"VisibilityTimeout\":\"-1\"}", "InvalidAttributeValue")]
    [InlineData("SetQueueAttributes", ",\"Attributes\":{\"RedrivePolicy\":\"{\"}", "InvalidAttributeValue")]
    [InlineData("SetQueueAttributes", ",\"Attributes\":{\"FifoQueue\":\"true\"}", "InvalidAttributeName")]
    [InlineData("TagQueue", "", "UnknownOperationException")]
    public async Task A_refusal_has_SQSs_name(string operation, string members, string error)
    {
        var answer = await JsonAsync(operation, OnQueue(members));

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldBe("com.amazonaws.sqs#" + error);
    }

    [Fact]
    public async Task Attributes_are_described_as_SQS_describes_them()
    {
        await _queues.SendAsync("q", [new NewMessage("m")], default);

        var attributes = (await JsonAsync("GetQueueAttributes", OnQueue(",\"AttributeNames\":[\"All\"]"))).Json.GetProperty("Attributes");

        attributes.GetProperty("ApproximateNumberOfMessages").GetString().ShouldBe("1");
        attributes.GetProperty("VisibilityTimeout").GetString().ShouldBe("600");
        attributes.GetProperty("MessageRetentionPeriod").GetString().ShouldBe("1209600");
        attributes.GetProperty("CreatedTimestamp").GetString().ShouldBe("1795557600");
        attributes.GetProperty("RedrivePolicy").GetString()
            .ShouldBe("""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dlq","maxReceiveCount":3}""");
    }

    [Fact]
    public async Task A_queue_is_made_with_attributes_and_made_again_only_alike()
    {
        const string Form = "QueueName=new&Attribute.1.Name=DelaySeconds&Attribute.1.Value=";
        (await QueryAsync("CreateQueue", Form + "7")).XmlText("QueueUrl").ShouldEndWith("/000000000000/new");
        _queues.Find("new")!.Delay.ShouldBe(TimeSpan.FromSeconds(7));

        (await QueryAsync("CreateQueue", Form + "7")).Status.ShouldBe(200);
        (await QueryAsync("CreateQueue", "QueueName=new")).Status.ShouldBe(200);
        (await QueryAsync("CreateQueue", Form + "8")).XmlText("Code").ShouldBe("QueueAlreadyExists");
    }

    [Theory]
    [InlineData("a.fifo")]
    [InlineData("a b")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_name_no_queue_can_have_is_refused(string name) =>
        (await JsonAsync("CreateQueue", $$"""{"QueueName":"{{name}}"}""")).Status.ShouldBe(400);

    [Fact]
    public async Task Queues_are_listed_by_prefix_and_in_pages()
    {
        (await QueryAsync("ListQueues", "QueueNamePrefix=q")).XmlText("QueueUrl").ShouldBe(Url);
        var first = (await JsonAsync("ListQueues", """{"MaxResults":1}""")).Json;
        var second = (await JsonAsync("ListQueues", $$"""{"MaxResults":1,"NextToken":"{{first.GetProperty("NextToken").GetString()}}"}""")).Json;

        first.GetProperty("QueueUrls")[0].GetString().ShouldEndWith("/dlq");
        second.GetProperty("QueueUrls")[0].GetString().ShouldEndWith("/q");
        second.TryGetProperty("NextToken", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_queue_of_the_stack_is_not_deleted()
    {
        await _queues.CreateAsync(Queue("sesmailengine-EmailQueue"), default);

        (await JsonAsync("DeleteQueue", """{"QueueUrl":"http://h/000000000000/sesmailengine-EmailQueue"}""")).Status.ShouldBe(400);
        (await JsonAsync("DeleteQueue", OnQueue())).Status.ShouldBe(200);

        _queues.Find("q").ShouldBeNull();
        _queues.Find("sesmailengine-EmailQueue").ShouldNotBeNull();
    }

    [Fact]
    public async Task Visibility_changes_in_a_batch()
    {
        await _queues.SendAsync("q", [new NewMessage("m")], default);
        var handle = (await _queues.ReceiveAsync("q", 1, null, TimeSpan.Zero, default))![0].ReceiptHandle;

        var answer = (await JsonAsync("ChangeMessageVisibilityBatch", OnQueue(
            $",\"Entries\":[{{\"Id\":\"a\",\"ReceiptHandle\":\"{handle}\",\"VisibilityTimeout\":0}},{{\"Id\":\"b\",\"ReceiptHandle\":\"h-99\",\"VisibilityTimeout\":0}}]"))).Json;

        answer.GetProperty("Successful")[0].GetProperty("Id").GetString().ShouldBe("a");
        answer.GetProperty("Failed")[0].GetProperty("Id").GetString().ShouldBe("b");
        (await _queues.CountAsync("q", default))!.Visible.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_are_deleted_in_a_batch()
    {
        await _queues.SendAsync("q", [new NewMessage("m")], default);
        var handle = (await _queues.ReceiveAsync("q", 1, null, TimeSpan.Zero, default))![0].ReceiptHandle;

        var answer = await QueryAsync("DeleteMessageBatch", FormOnQueue +
            $"&DeleteMessageBatchRequestEntry.1.Id=a&DeleteMessageBatchRequestEntry.1.ReceiptHandle={handle}" +
            "&DeleteMessageBatchRequestEntry.2.Id=b&DeleteMessageBatchRequestEntry.2.ReceiptHandle=nonsense");

        answer.Xml.Descendants().Single(e => e.Name.LocalName == "BatchResultErrorEntry").Elements().First().Value.ShouldBe("b");
        (await _queues.CountAsync("q", default))!.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Purge_empties_the_queue()
    {
        await _queues.SendAsync("q", [new NewMessage("m")], default);

        (await QueryAsync("PurgeQueue", FormOnQueue)).Xml.Elements().ShouldHaveSingleItem().Name.LocalName.ShouldBe("ResponseMetadata");

        (await _queues.CountAsync("q", default))!.Visible.ShouldBe(0);
    }

    [Fact]
    public async Task A_long_poll_ends_when_the_server_stops()
    {
        var poll = JsonAsync("ReceiveMessage", OnQueue(",\"WaitTimeSeconds\":20"));
        while (_queues.LastWait == TimeSpan.Zero) await Task.Yield();

        await _endpoint.StopAsync();

        (await poll).Body.ShouldBe("{}");
    }

    [Fact]
    public async Task A_queues_own_wait_time_is_used_when_a_receive_names_none()
    {
        await _queues.CreateAsync(Queue("waiting") with { ReceiveWaitTime = TimeSpan.FromSeconds(3) }, default);
        await _queues.SendAsync("waiting", [new NewMessage("m")], default);

        await JsonAsync("ReceiveMessage", """{"QueueUrl":"http://h/000000000000/waiting"}""");

        _queues.LastWait.ShouldBe(TimeSpan.FromSeconds(3));
    }
}

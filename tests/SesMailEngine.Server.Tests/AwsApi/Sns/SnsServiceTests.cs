using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Sns;

public sealed class SnsServiceTests : IAsyncLifetime
{
    private const string Feedback = "arn:aws:sns:us-east-1:000000000000:sesmailengine-SESFeedback";
    private const string Alarms = "arn:aws:sns:us-east-1:000000000000:sesmailengine-Alarms";

    private readonly StackFixture _stack = new(new ListLog(), ("AdminEmail", "jo@example.com"));
    private RunningEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync() => _endpoint = await RunningEndpoint.StartAsync(_stack.Parts());

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private Task<Answer> CallAsync(string form) => _endpoint.QueryAsync($"Version=2010-03-31&Action={form}");

    private static IEnumerable<string> All(Answer answer, string name) =>
        answer.Xml.Descendants().Where(e => e.Name.LocalName == name).Select(e => e.Value);

    [Theory]
    [InlineData("TopicArn")]
    [InlineData("TargetArn")]
    public async Task A_message_is_delivered_under_the_id_that_is_answered(string parameter)
    {
        var answer = await CallAsync($"Publish&{parameter}={Feedback}&Message=%7B%7D&Subject=s"
            + "&MessageAttributes.entry.1.Name=colour&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=red");

        var (topic, message) = _stack.Published.ShouldHaveSingleItem();
        topic.ShouldBe("feedback");
        message.Id.ShouldBe(answer.XmlText("MessageId"));
        message.Text.ShouldBe("{}");
        message.Subject.ShouldBe("s");
        message.Attributes.ShouldHaveSingleItem().StringValue.ShouldBe("red");
    }

    [Fact]
    public async Task A_message_may_have_a_text_for_each_protocol()
    {
        await CallAsync($"Publish&TopicArn={Alarms}&MessageStructure=json&Message=" + Uri.EscapeDataString("""{"default":"all","email":"mine","sms":1}"""));

        var message = _stack.Published.ShouldHaveSingleItem().Message;
        message.TextFor("email").ShouldBe("mine");
        message.TextFor("lambda").ShouldBe("all");
        message.TextFor("sms").ShouldBe("all");
    }

    [Theory]
    [InlineData("Publish&Message=m", 400, "InvalidParameter", "TopicArn or TargetArn")]
    [InlineData("Publish&TopicArn=nothing&Message=m", 400, "InvalidParameter", "TopicArn")]
    [InlineData("Publish&TopicArn=" + Feedback + "X&Message=m", 404, "NotFound", "Topic does not exist")]
    [InlineData("Publish&TopicArn=" + Feedback + "&TargetArn=" + Feedback + "&Message=m", 400, "InvalidParameter", "only one")]
    [InlineData("Publish&TopicArn=" + Feedback, 400, "InvalidParameter", "Empty message")]
    [InlineData("Publish&TopicArn=" + Feedback + "&Message=a%00b", 400, "InvalidParameter", "Message")]
    [InlineData("Publish&TopicArn=" + Feedback + "&Message=m&Subject=a%0Ab", 400, "InvalidParameter", "Subject")]
    [InlineData("Publish&TopicArn=" + Feedback + "&Message=m&MessageStructure=xml", 400, "InvalidParameter", "MessageStructure")]
    [InlineData("Publish&TopicArn=" + Feedback + "&Message=m&MessageStructure=json", 400, "InvalidParameter", "failed to parse")]
    [InlineData("Publish&TopicArn=" + Feedback + "&Message=%7B%7D&MessageStructure=json", 400, "InvalidParameter", "No default entry")]
    [InlineData("Publish&TopicArn=" + Feedback + "&Message=m&MessageGroupId=g", 400, "InvalidParameter", "MessageGroupId")]
    [InlineData("Publish&TopicArn=" + Feedback + "&Message=m&MessageAttributes.entry.1.Name=a", 400, "InvalidParameterValue", "type")]
    [InlineData("Publish&TopicArn=" + Feedback + "&Message=m&MessageAttributes.member.1.Name=a", 400, "InvalidParameter", "MessageAttributes")]
    [InlineData("Publish&PhoneNumber=%2B491&Message=m", 400, "ValidationError", "PhoneNumber")]
    [InlineData("ListTopics&NextToken=YQ", 400, "InvalidParameter", "NextToken")]
    [InlineData("ListSubscriptions&NextToken=%3F", 400, "InvalidParameter", "NextToken")]
    [InlineData("ListSubscriptionsByTopic&TopicArn=" + Feedback + "X", 404, "NotFound", "Topic does not exist")]
    [InlineData("GetTopicAttributes", 400, "InvalidParameter", "TopicArn")]
    [InlineData("GetSubscriptionAttributes&SubscriptionArn=" + Feedback + ":x", 404, "NotFound", "Subscription does not exist")]
    [InlineData("DeleteTopic&TopicArn=" + Feedback, 400, "UnknownOperationException", "DeleteTopic")]
    public async Task What_cannot_be_is_refused_in_SNSs_words(string call, int status, string code, string message)
    {
        var answer = await CallAsync(call);

        answer.Status.ShouldBe(status);
        answer.XmlText("Code").ShouldBe(code);
        answer.XmlText("Message")!.ShouldContain(message);
        _stack.Published.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(262_144, 200)]
    [InlineData(262_145, 400)]
    public async Task A_message_has_at_most_256_KB(int length, int status) =>
        (await CallAsync($"Publish&TopicArn={Feedback}&Message={new string('a', length)}")).Status.ShouldBe(status);

    [Fact]
    public async Task Entries_of_a_batch_fail_one_by_one()
    {
        var answer = await CallAsync($"PublishBatch&TopicArn={Feedback}&PublishBatchRequestEntries.member.1.Id=a&PublishBatchRequestEntries.member.1.Message=m"
            + "&PublishBatchRequestEntries.member.2.Id=b&PublishBatchRequestEntries.member.2.Message=");

        _stack.Published.ShouldHaveSingleItem().Message.Text.ShouldBe("m");
        All(answer, "Id").ShouldBe(["a", "b"]);
        answer.XmlText("Code").ShouldBe("InvalidParameter");
        answer.XmlText("SenderFault").ShouldBe("true");
    }

    [Theory]
    [InlineData("", "AWS.SimpleNotificationService.EmptyBatchRequest")]
    [InlineData("1.Id=a&X.2.Id=a", "AWS.SimpleNotificationService.BatchEntryIdsNotDistinct")]
    [InlineData("1.Id=a+b", "AWS.SimpleNotificationService.InvalidBatchEntryId")]
    [InlineData("1.Id=1&X.2.Id=2&X.3.Id=3&X.4.Id=4&X.5.Id=5&X.6.Id=6&X.7.Id=7&X.8.Id=8&X.9.Id=9&X.10.Id=10&X.11.Id=11",
        "AWS.SimpleNotificationService.TooManyEntriesInBatchRequest")]
    public async Task A_batch_that_cannot_be_is_refused_whole(string entries, string code)
    {
        var form = entries.Length == 0 ? "" : "&" + ("X." + entries).Replace("X.", "PublishBatchRequestEntries.member.", StringComparison.Ordinal);

        (await CallAsync($"PublishBatch&TopicArn={Feedback}{form}")).XmlText("Code").ShouldBe(code);
    }

    [Fact]
    public async Task Both_topics_are_listed() => All(await CallAsync("ListTopics"), "TopicArn").ShouldBe([Alarms, Feedback]);

    [Fact]
    public async Task Subscriptions_say_who_listens()
    {
        var answer = await CallAsync("ListSubscriptions");

        All(answer, "Protocol").ShouldBe(["email", "lambda"]);
        All(answer, "Endpoint").ShouldBe(["jo@example.com", "arn:aws:lambda:us-east-1:000000000000:function:sesmailengine-FeedbackProcessor"]);
        All(await CallAsync($"ListSubscriptionsByTopic&TopicArn={Alarms}"), "Endpoint").ShouldBe(["jo@example.com"]);
    }

    [Fact]
    public async Task A_subscription_is_found_by_the_ARN_in_the_list()
    {
        var arn = All(await CallAsync($"ListSubscriptionsByTopic&TopicArn={Feedback}"), "SubscriptionArn").ShouldHaveSingleItem();

        All(await CallAsync($"GetSubscriptionAttributes&SubscriptionArn={arn}"), "value").ShouldContain("lambda");
    }

    [Fact]
    public async Task A_topic_tells_how_many_listen() =>
        All(await CallAsync($"GetTopicAttributes&TopicArn={Feedback}"), "entry").ShouldContain("SubscriptionsConfirmed1");
}

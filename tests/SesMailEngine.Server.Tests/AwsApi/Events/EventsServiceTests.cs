using System.Text.Json;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Server.AwsApi.Events;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Events;

public sealed class EventsServiceTests : IAsyncLifetime
{
    private const string Bus = "sesmailengine-EmailBus";
    private const string BusArn = "arn:aws:events:us-east-1:000000000000:event-bus/sesmailengine-EmailBus";
    private const string QueueArn = "arn:aws:sqs:us-east-1:000000000000:mine";

    private readonly FakeBus _bus = new();
    private readonly ListLog _log = new();
    private RunningEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        _bus.Add(
            new BusRule("sesmailengine-EmailEventRule", """{"detail-type":["Email Request"]}""", IsBuiltIn: true),
            new BusTarget("queue", "arn:aws:sqs:us-east-1:000000000000:sesmailengine-EmailQueue"));
        _endpoint = await RunningEndpoint.StartAsync([new EventsService(RunningEndpoint.Names, _bus, new RequestIdSource(7), _log, new ProducerLoad())]);
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private Task<Answer> CallAsync(string operation, string body) => _endpoint.JsonAsync("AWSEvents." + operation, body, "1.1");

    private Task<Answer> PutAsync(string entries) => CallAsync("PutEvents", $$"""{"Entries":[{{entries}}]}""");

    private static string Entry(string extra = "", string source = "app", string type = "Email Request", string detail = "{}") =>
        $$"""{"Source":{{Quote(source)}},"DetailType":{{Quote(type)}},"Detail":{{Quote(detail)}}{{extra}}}""";

    private static string OnBus(string bus) => $",\"EventBusName\":{Quote(bus)}";

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    [Theory]
    [InlineData(Bus)]
    [InlineData(BusArn)]
    public async Task Events_are_put_on_the_stacks_bus_by_name_or_ARN(string bus)
    {
        var answer = await PutAsync(Entry(OnBus(bus), detail: "{\"to\":\"ä@example.com\"}"));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"Entries":[{"EventId":"event-1"}],"FailedEntryCount":0}""");
        _bus.Events.ShouldHaveSingleItem().Detail.ShouldBe("{\"to\":\"ä@example.com\"}");
    }

    [Theory]
    [InlineData("1795516393.059", "2026-11-24T10:33:13.059+00:00")]
    [InlineData("1795516393", "2026-11-24T10:33:13+00:00")]
    [InlineData("\"2026-11-24T11:33:13+01:00\"", "2026-11-24T10:33:13+00:00")]
    public async Task A_time_is_read_as_clients_write_it(string time, string expected)
    {
        await PutAsync(Entry(OnBus(Bus) + ",\"Time\":" + time));

        _bus.Events.ShouldHaveSingleItem().Time.ShouldBe(DateTimeOffset.Parse(expected, null));
    }

    [Fact]
    public async Task Resources_travel_with_the_event()
    {
        await PutAsync(Entry(OnBus(Bus) + ",\"Resources\":[\"arn:a\",\"arn:b\"]"));

        _bus.Events.ShouldHaveSingleItem().Resources.ShouldBe(["arn:a", "arn:b"]);
    }

    [Theory]
    [InlineData("{\"DetailType\":\"t\",\"Detail\":\"{}\"}", "InvalidArgument", "Parameter Source is not valid. Reason: Source is a required argument.")]
    [InlineData("{\"Source\":\"s\",\"Detail\":\"{}\"}", "InvalidArgument", "Parameter DetailType is not valid. Reason: DetailType is a required argument.")]
    [InlineData("{\"Source\":\"s\",\"DetailType\":\"\",\"Detail\":\"{}\"}", "InvalidArgument", "Parameter DetailType is not valid. Reason: DetailType is a required argument.")]
    [InlineData("{\"Source\":\"s\",\"DetailType\":\"t\"}", "InvalidArgument", "Parameter Detail is not valid. Reason: Detail is a required argument.")]
    [InlineData("{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"not json\"}", "MalformedDetail", "Detail is malformed.")]
    [InlineData("{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"[1]\"}", "MalformedDetail", "Detail is malformed.")]
    [InlineData("{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{} {}\"}", "MalformedDetail", "Detail is malformed.")]
    [InlineData("{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{\\\"a\\\":\\\"\\\\ud800\\\"}\"}", "MalformedDetail", "Detail is malformed.")]
    [InlineData("{\"Source\":\"aws.ses\",\"DetailType\":\"t\",\"Detail\":\"{}\"}", "NotAuthorizedForSource", "Not authorized for the source.")]
    public async Task An_entry_fails_alone(string entry, string code, string message)
    {
        var answer = await PutAsync(Entry(OnBus(Bus)) + "," + entry + "," + Entry(OnBus(Bus)));

        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("FailedEntryCount").GetInt32().ShouldBe(1);
        var entries = answer.Json.GetProperty("Entries");
        entries[0].GetProperty("EventId").GetString().ShouldBe("event-1");
        entries[1].GetProperty("ErrorCode").GetString().ShouldBe(code);
        entries[1].GetProperty("ErrorMessage").GetString().ShouldBe(message);
        entries[2].GetProperty("EventId").GetString().ShouldBe("event-2");
        _bus.Events.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"EventBusName\":\"default\"")]
    [InlineData(",\"EventBusName\":\"somebody-elses\"")]
    [InlineData(",\"EventBusName\":\"arn:aws:events:us-east-1:111111111111:event-bus/sesmailengine-EmailBus\"")]
    public async Task Events_for_another_bus_are_accepted_and_go_nowhere(string bus)
    {
        var answer = await PutAsync(Entry(bus));

        answer.Json.GetProperty("FailedEntryCount").GetInt32().ShouldBe(0);
        answer.Json.GetProperty("Entries")[0].GetProperty("EventId").GetString().ShouldNotBeNullOrEmpty();
        _bus.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bus_that_does_not_exist_is_mentioned_in_the_log_once()
    {
        await PutAsync(Entry(OnBus("typo")) + "," + Entry(OnBus("typo")));

        _log.Entries.ShouldHaveSingleItem().Message.ShouldContain("does not exist");
    }

    [Theory]
    [InlineData(0, "greater than or equal to 1")]
    [InlineData(11, "less than or equal to 10")]
    public async Task One_to_ten_entries_are_taken(int count, string message)
    {
        var answer = await PutAsync(string.Join(',', Enumerable.Repeat(Entry(OnBus(Bus)), count)));

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldBe("ValidationException");
        answer.Body.ShouldContain(message);
        _bus.Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(262_144, 200)]
    [InlineData(262_145, 400)]
    public async Task All_entries_together_may_have_256_KB(int size, int status)
    {
        // Source and detail-type have 16 bytes, the detail's frame 8.
        var detail = "{\"a\":\"" + new string('x', (size / 2) - 16 - 8) + "\"}";
        var second = "{\"a\":\"" + new string('x', size - (size / 2) - 16 - 8) + "\"}";

        var answer = await PutAsync(Entry(OnBus(Bus), detail: detail) + "," + Entry(OnBus(Bus), detail: second));

        answer.Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("{\"Entries\":5}")]
    [InlineData("{\"Entries\":[5]}")]
    [InlineData("{\"Entries\":[{\"Source\":5}]}")]
    [InlineData("{\"Entries\":[{\"Detail\":{}}]}")]
    [InlineData("{\"Entries\":[{\"Time\":\"yesterday\"}]}")]
    [InlineData("{\"Entries\":[{\"Time\":1e300}]}")]
    [InlineData("{\"Entries\":[{\"Resources\":[1]}]}")]
    [InlineData("{\"Entries\":[{\"Source\":\"\\ud800\"}]}")]
    [InlineData("{\"Entries\":[")]
    [InlineData("{} {}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_not_a_PutEvents_request_is_a_400(string body)
    {
        var answer = await CallAsync("PutEvents", body);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldBe("SerializationException");
    }

    [Fact]
    public async Task A_rule_is_made_described_listed_and_deleted()
    {
        (await CallAsync("PutRule", $$"""{"Name":"mine","EventBusName":"{{Bus}}","EventPattern":"{\"source\":[\"sesmailengine\"]}","Description":"d"}"""))
            .Json.GetProperty("RuleArn").GetString().ShouldBe("arn:aws:events:us-east-1:000000000000:rule/sesmailengine-EmailBus/mine");

        var rule = (await CallAsync("DescribeRule", $$"""{"Name":"mine","EventBusName":"{{BusArn}}"}""")).Json;
        rule.GetProperty("EventPattern").GetString().ShouldBe("{\"source\":[\"sesmailengine\"]}");
        rule.GetProperty("State").GetString().ShouldBe("ENABLED");
        rule.GetProperty("Description").GetString().ShouldBe("d");

        (await CallAsync("ListRules", $$"""{"EventBusName":"{{Bus}}","NamePrefix":"m"}"""))
            .Json.GetProperty("Rules").EnumerateArray().ShouldHaveSingleItem().GetProperty("Name").GetString().ShouldBe("mine");

        (await CallAsync("DeleteRule", $$"""{"Name":"mine","EventBusName":"{{Bus}}"}""")).Status.ShouldBe(200);
        (await CallAsync("DescribeRule", $$"""{"Name":"mine","EventBusName":"{{Bus}}"}"""))
            .Json.GetProperty("__type").GetString().ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task Rules_come_in_pages()
    {
        var first = (await CallAsync("ListRules", $$"""{"EventBusName":"{{Bus}}","Limit":1}""")).Json;
        first.TryGetProperty("NextToken", out _).ShouldBeFalse();
        _bus.Add(new BusRule("zz", "{}"));

        first = (await CallAsync("ListRules", $$"""{"EventBusName":"{{Bus}}","Limit":1}""")).Json;
        var token = first.GetProperty("NextToken").GetString();
        var second = (await CallAsync("ListRules", $$"""{"EventBusName":"{{Bus}}","Limit":1,"NextToken":"{{token}}"}""")).Json;

        second.GetProperty("Rules")[0].GetProperty("Name").GetString().ShouldBe("zz");
    }

    [Theory]
    [InlineData("PutRule", """{"Name":"a b","EventBusName":"sesmailengine-EmailBus","EventPattern":"{\"a\":[1]}"}""", "ValidationException")]
    [InlineData("PutRule", """{"EventBusName":"sesmailengine-EmailBus","EventPattern":"{\"a\":[1]}"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"a","EventBusName":"sesmailengine-EmailBus"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"a","EventBusName":"sesmailengine-EmailBus","ScheduleExpression":"rate(1 day)"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"a","EventBusName":"sesmailengine-EmailBus","EventPattern":"{"}""", "InvalidEventPatternException")]
    [InlineData("PutRule", """{"Name":"a","EventBusName":"nowhere","EventPattern":"{\"a\":[1]}"}""", "ResourceNotFoundException")]
    [InlineData("PutRule", """{"Name":"a","EventPattern":"{\"a\":[1]}"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"sesmailengine-EmailEventRule","EventBusName":"sesmailengine-EmailBus","EventPattern":"{\"a\":[1]}"}""", "ManagedRuleException")]
    [InlineData("PutRule", """{"Name":1}""", "SerializationException")]
    [InlineData("DisableRule", """{"Name":"sesmailengine-EmailEventRule","EventBusName":"sesmailengine-EmailBus"}""", "ManagedRuleException")]
    [InlineData("DeleteRule", """{"Name":"sesmailengine-EmailEventRule","EventBusName":"sesmailengine-EmailBus"}""", "ManagedRuleException")]
    [InlineData("RemoveTargets", """{"Rule":"sesmailengine-EmailEventRule","EventBusName":"sesmailengine-EmailBus","Ids":["queue"]}""", "ManagedRuleException")]
    [InlineData("ListTargetsByRule", """{"Rule":"nothing","EventBusName":"sesmailengine-EmailBus"}""", "ResourceNotFoundException")]
    [InlineData("ListRules", """{"EventBusName":"sesmailengine-EmailBus","Limit":0}""", "ValidationException")]
    [InlineData("ListRules", """{"EventBusName":"sesmailengine-EmailBus","NextToken":"***"}""", "ValidationException")]
    [InlineData("DescribeEventBus", """{"Name":"nowhere"}""", "ResourceNotFoundException")]
    [InlineData("CreateArchive", "{}", "UnknownOperationException")]
    public async Task A_refusal_has_AWSs_name(string operation, string body, string error)
    {
        var answer = await CallAsync(operation, body);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldBe(error);
    }

    [Fact]
    public async Task A_rule_is_switched_off_and_on()
    {
        _bus.Add(new BusRule("mine", "{}"));

        await CallAsync("DisableRule", $$"""{"Name":"mine","EventBusName":"{{Bus}}"}""");
        _bus.Rules.Single(rule => rule.Name == "mine").Enabled.ShouldBeFalse();
        await CallAsync("EnableRule", $$"""{"Name":"mine","EventBusName":"{{Bus}}"}""");

        _bus.Rules.Single(rule => rule.Name == "mine").Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_rule_with_targets_is_not_deleted()
    {
        _bus.Add(new BusRule("mine", "{}"), new BusTarget("1", QueueArn));

        var answer = await CallAsync("DeleteRule", $$"""{"Name":"mine","EventBusName":"{{Bus}}"}""");

        answer.Json.GetProperty("message").GetString().ShouldBe("Rule can't be deleted since it has targets.");
    }

    [Fact]
    public async Task Targets_are_put_listed_and_removed()
    {
        _bus.Add(new BusRule("mine", "{}"));
        const string Target = $$$"""{"Id":"1","Arn":"{{{QueueArn}}}","InputTransformer":{"InputPathsMap":{"id":"$.detail.emailId"},"InputTemplate":"<id>"},"DeadLetterConfig":{"Arn":"{{{QueueArn}}}"}}""";

        var put = await CallAsync("PutTargets", $$"""{"Rule":"mine","EventBusName":"{{Bus}}","Targets":[{{Target}}]}""");
        put.Body.ShouldBe("""{"FailedEntryCount":0,"FailedEntries":[]}""");
        var listed = await CallAsync("ListTargetsByRule", $$"""{"Rule":"mine","EventBusName":"{{Bus}}"}""");
        listed.Json.GetProperty("Targets")[0].GetRawText().ShouldBe(Target);
        await CallAsync("RemoveTargets", $$"""{"Rule":"mine","EventBusName":"{{Bus}}","Ids":["1","not-there"]}""");

        _bus.TargetsOf("mine").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"Id":"1","Arn":"arn:aws:lambda:us-east-1:111111111111:function:my-handler"}""", 200)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:eu-west-1:000000000000:q"}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:a/b"}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sns:us-east-1:000000000000:t"}""", 400)]
    [InlineData("""{"Id":"","Arn":"arn:aws:sqs:us-east-1:000000000000:q"}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","Input":"{}","InputPath":"$.detail"}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","Input":"not json"}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","InputPath":"detail"}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","InputTransformer":{}}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","InputTransformer":{"InputTemplate":"<a>","InputPathsMap":{"a":1}}}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","DeadLetterConfig":{"Arn":"nowhere"}}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","SqsParameters":{"MessageGroupId":"g"}}""", 400)]
    [InlineData("""{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q","InputPath":"$.detail"}""", 200)]
    public async Task A_target_is_a_queue_of_this_host_or_a_function(string target, int status)
    {
        _bus.Add(new BusRule("mine", "{}"));

        (await CallAsync("PutTargets", $$"""{"Rule":"mine","EventBusName":"{{Bus}}","Targets":[{{target}}]}""")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_rule_has_at_most_five_targets()
    {
        _bus.Add(new BusRule("mine", "{}"));
        var targets = string.Join(',', Enumerable.Range(1, 6).Select(i => $$"""{"Id":"{{i}}","Arn":"{{QueueArn}}"}"""));

        var answer = await CallAsync("PutTargets", $$"""{"Rule":"mine","EventBusName":"{{Bus}}","Targets":[{{targets}}]}""");

        answer.Json.GetProperty("__type").GetString().ShouldBe("LimitExceededException");
    }

    [Fact]
    public async Task Both_buses_are_listed_and_described()
    {
        (await CallAsync("ListEventBuses", "{}")).Json.GetProperty("EventBuses").EnumerateArray()
            .Select(bus => bus.GetProperty("Name").GetString()).ShouldBe(["default", Bus]);
        (await CallAsync("DescribeEventBus", $$"""{"Name":"{{Bus}}"}""")).Json.GetProperty("Arn").GetString().ShouldBe(BusArn);
        (await CallAsync("DescribeEventBus", "")).Json.GetProperty("Name").GetString().ShouldBe("default");
    }

    [Theory]
    [InlineData("{\"source\":[\"a\"]}", true)]
    [InlineData("{\"source\":[\"b\"]}", false)]
    public async Task A_pattern_is_tried_on_an_event(string pattern, bool result)
    {
        const string Event = """{"id":"1","account":"1","source":"a","time":"t","region":"r","resources":[],"detail-type":"d","detail":{}}""";

        var answer = await CallAsync("TestEventPattern", $$"""{"EventPattern":{{Quote(pattern)}},"Event":{{Quote(Event)}}}""");

        answer.Json.GetProperty("Result").GetBoolean().ShouldBe(result);
    }
}

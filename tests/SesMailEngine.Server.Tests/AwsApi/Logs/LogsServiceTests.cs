using System.Text;
using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.Logs;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Logs;

public sealed class LogsServiceTests : IAsyncLifetime
{
    private const string Group = "/aws/lambda/sesmailengine-EmailSender";
    private const string Function = "sesmailengine-EmailSender";
    private const string Stream = "2026/11/24/[$LATEST]embedded";

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeLogArchive _archive = new();
    private RunningEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = new EngineSettings { Names = RunningEndpoint.Names, LogRetentionDays = 30 };
        _endpoint = await RunningEndpoint.StartAsync([new LogsService(settings, _archive, Noon)]);
        for (var i = 0; i < 5; i++)
        {
            _archive.Add(Function, Noon.AddSeconds(i), $$"""{"level":"{{(i == 3 ? "ERROR" : "INFO")}}","emailId":"e-{{i}}"}""");
        }
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Events_are_given_as_AWS_gives_them()
    {
        var answer = await CallAsync("FilterLogEvents", new { logGroupName = Group, interleaved = true, limit = 1 });

        answer.Status.ShouldBe(200);
        answer.Headers["Content-Type"].ShouldBe("application/x-amz-json-1.1");
        var one = answer.Json.GetProperty("events")[0];
        one.GetProperty("logStreamName").GetString().ShouldBe(Stream);
        one.GetProperty("timestamp").GetInt64().ShouldBe(Noon.ToUnixTimeMilliseconds());
        one.GetProperty("ingestionTime").GetInt64().ShouldBe(Noon.ToUnixTimeMilliseconds());
        one.GetProperty("message").GetString().ShouldBe("""{"level":"INFO","emailId":"e-0"}""");
        one.GetProperty("eventId").GetString().ShouldNotBeNull().Length.ShouldBe(56);
        answer.Json.GetProperty("searchedLogStreams").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        var ids = new List<string>();
        string? token = null;
        do
        {
            var answer = await CallAsync("FilterLogEvents", new { logGroupName = Group, limit = 2, nextToken = token });
            ids.AddRange(answer.Json.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("eventId").GetString()!));
            token = answer.Json.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        ids.Count.ShouldBe(5);
        ids.ShouldBe(ids.Order(StringComparer.Ordinal).Distinct());
    }

    [Fact]
    public async Task Pattern_times_and_streams_are_passed_on()
    {
        var answer = await CallAsync("FilterLogEvents", new
        {
            logGroupIdentifier = $"arn:aws:logs:us-east-1:000000000000:log-group:{Group}",
            filterPattern = "{ $.level = \"ERROR\" }",
            startTime = Noon.AddSeconds(1).ToUnixTimeMilliseconds(),
            endTime = Noon.AddSeconds(3).ToUnixTimeMilliseconds(),
            logStreamNames = new[] { Stream },
        });

        Messages(answer).ShouldBe(["""{"level":"ERROR","emailId":"e-3"}"""]);
        Messages(await CallAsync("FilterLogEvents", new { logGroupName = Group, logStreamNamePrefix = "2026/11/25" })).ShouldBeEmpty();
        Messages(await CallAsync("FilterLogEvents", new { logGroupName = Group, logStreamNamePrefix = "2026/11/24" })).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_stream_is_read_in_both_directions()
    {
        var last = await CallAsync("GetLogEvents", new { logGroupName = Group, logStreamName = Stream, limit = 2 });
        Ids(last).ShouldBe(["e-3", "e-4"]);
        var before = await CallAsync("GetLogEvents", new { logGroupName = Group, logStreamName = Stream, limit = 2, nextToken = Text(last, "nextBackwardToken") });
        Ids(before).ShouldBe(["e-1", "e-2"]);
        var forth = await CallAsync("GetLogEvents", new { logGroupName = Group, logStreamName = Stream, limit = 2, nextToken = Text(before, "nextForwardToken") });
        Ids(forth).ShouldBe(["e-3", "e-4"]);
        var end = await CallAsync("GetLogEvents", new { logGroupName = Group, logStreamName = Stream, nextToken = Text(forth, "nextForwardToken") });
        Ids(end).ShouldBeEmpty();
        Text(end, "nextForwardToken").ShouldBe(Text(forth, "nextForwardToken"));
        _archive.Add(Function, Noon.AddSeconds(9), """{"emailId":"e-9"}""");
        Ids(await CallAsync("GetLogEvents", new { logGroupName = Group, logStreamName = Stream, nextToken = Text(end, "nextForwardToken") })).ShouldBe(["e-9"]);
    }

    [Fact]
    public async Task A_stream_is_read_from_its_head_up_to_a_time_that_is_left_out()
    {
        var answer = await CallAsync("GetLogEvents", new
        {
            logGroupName = Group,
            logStreamName = Stream,
            startFromHead = true,
            startTime = Noon.AddSeconds(1).ToUnixTimeMilliseconds(),
            endTime = Noon.AddSeconds(3).ToUnixTimeMilliseconds(),
        });

        Ids(answer).ShouldBe(["e-1", "e-2"]);
    }

    [Fact]
    public async Task There_is_a_group_for_each_function_and_one_for_the_host()
    {
        var answer = await CallAsync("DescribeLogGroups", new { });

        Names(answer, "logGroups", "logGroupName").ShouldBe(
        [
            "/aws/lambda/sesmailengine-EmailSender", "/aws/lambda/sesmailengine-FeedbackProcessor",
            "/aws/lambda/sesmailengine-TemplateSeeder", "/sesmailengine/sesmailengine-Host",
        ]);
        var first = answer.Json.GetProperty("logGroups")[0];
        first.GetProperty("retentionInDays").GetInt32().ShouldBe(30);
        first.GetProperty("storedBytes").GetInt64().ShouldBeGreaterThan(100);
        first.GetProperty("creationTime").GetInt64().ShouldBe(Noon.ToUnixTimeMilliseconds());
        first.GetProperty("arn").GetString().ShouldBe($"arn:aws:logs:us-east-1:000000000000:log-group:{Group}:*");
    }

    [Theory]
    [InlineData("""{"logGroupNamePrefix":"/aws/lambda/"}""", 3)]
    [InlineData("""{"logGroupNamePrefix":"/aws/lambda/sesmailengine-F"}""", 1)]
    [InlineData("""{"logGroupNamePattern":"Sender"}""", 1)]
    [InlineData("""{"logGroupNamePattern":"sender"}""", 0)]
    [InlineData("""{"logGroupClass":"STANDARD"}""", 4)]
    [InlineData("""{"logGroupClass":"DELIVERY"}""", 0)]
    [InlineData("""{"limit":3}""", 3)]
    public async Task Groups_are_chosen_by_name(string input, int expected) =>
        Names(await _endpoint.JsonAsync("Logs_20140328.DescribeLogGroups", input, "1.1"), "logGroups", "logGroupName").Count.ShouldBe(expected);

    [Fact]
    public async Task Groups_are_paged()
    {
        var first = await CallAsync("DescribeLogGroups", new { limit = 3 });
        var second = await CallAsync("DescribeLogGroups", new { limit = 3, nextToken = Text(first, "nextToken") });

        Names(second, "logGroups", "logGroupName").ShouldBe(["/sesmailengine/sesmailengine-Host"]);
        second.Json.TryGetProperty("nextToken", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, "2026/11/24", "2026/11/25")]
    [InlineData(true, "2026/11/25", "2026/11/24")]
    public async Task Streams_are_days(bool descending, string first, string second)
    {
        _archive.Add(Function, Noon.AddDays(1), "{}");

        var one = await CallAsync("DescribeLogStreams", new { logGroupName = Group, orderBy = "LastEventTime", descending, limit = 1 });
        var two = await CallAsync("DescribeLogStreams", new { logGroupName = Group, orderBy = "LastEventTime", descending, limit = 1, nextToken = Text(one, "nextToken") });

        Names(one, "logStreams", "logStreamName").ShouldBe([first + "/[$LATEST]embedded"]);
        Names(two, "logStreams", "logStreamName").ShouldBe([second + "/[$LATEST]embedded"]);
        two.Json.TryGetProperty("nextToken", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("FilterLogEvents", """{}""", "InvalidParameterException", "Either LogGroupName or LogGroupIdentifier")]
    [InlineData("FilterLogEvents", """{"logGroupName":"a","logGroupIdentifier":"a"}""", "InvalidParameterException", "cannot both be specified")]
    [InlineData("FilterLogEvents", """{"logGroupName":"nope"}""", "ResourceNotFoundException", "log group does not exist")]
    [InlineData("FilterLogEvents", """{"logGroupName":"no pe"}""", "InvalidParameterException", "regular expression pattern")]
    [InlineData("FilterLogEvents", """{"logGroupIdentifier":"arn:aws:logs:us-east-1:000000000000:log-group:nope"}""", "ResourceNotFoundException", "")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","filterPattern":"{ $.a = "}""", "InvalidParameterException", "Invalid filter pattern: a value expected at the end")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","nextToken":"made-up"}""", "InvalidParameterException", "nextToken is invalid")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","nextToken":"!"}""", "InvalidParameterException", "nextToken is invalid")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","limit":0}""", "InvalidParameterException", "greater than or equal to 1")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","limit":10001}""", "InvalidParameterException", "less than or equal to 10000")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","startTime":-1}""", "InvalidParameterException", "greater than or equal to 0")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","startTime":2,"endTime":1}""", "InvalidParameterException", "must not be before")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","logStreamNames":["2026/11/23/[$LATEST]embedded"]}""", "ResourceNotFoundException", "log stream does not exist")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","logStreamNames":["a:b"]}""", "InvalidParameterException", "[^:*]*")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","logStreamNames":["a"],"logStreamNamePrefix":"b"}""", "InvalidParameterException", "Only one of")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","unmask":true}""", "ValidationException", "unmask is not supported")]
    [InlineData("FilterLogEvents", """{"logGroupName":"GROUP","sorted":true}""", "ValidationException", "sorted is not supported")]
    [InlineData("GetLogEvents", """{"logGroupName":"GROUP"}""", "InvalidParameterException", "logStreamName")]
    [InlineData("GetLogEvents", """{"logGroupName":"GROUP","logStreamName":"x"}""", "ResourceNotFoundException", "log stream does not exist")]
    [InlineData("GetLogEvents", """{"logGroupName":"GROUP","logStreamName":"STREAM","nextToken":"f/x"}""", "InvalidParameterException", "nextToken is invalid")]
    [InlineData("DescribeLogGroups", """{"logGroupNamePrefix":"a","logGroupNamePattern":"b"}""", "InvalidParameterException", "mutually exclusive")]
    [InlineData("DescribeLogGroups", """{"limit":51}""", "InvalidParameterException", "less than or equal to 50")]
    [InlineData("DescribeLogGroups", """{"nextToken":"YQ"}""", "InvalidParameterException", "nextToken is invalid")]
    [InlineData("DescribeLogGroups", """{"logGroupClass":"GOLD"}""", "InvalidParameterException", "enum value set")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"nope"}""", "ResourceNotFoundException", "")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"GROUP","orderBy":"Size"}""", "InvalidParameterException", "enum value set")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"GROUP","orderBy":"LastEventTime","logStreamNamePrefix":"2"}""", "InvalidParameterException", "Cannot order by LastEventTime")]
    [InlineData("StartQuery", """{"queryString":"fields @message"}""", "UnknownOperationException", "StartQuery")]
    [InlineData("PutLogEvents", """{}""", "UnknownOperationException", "PutLogEvents")]
    public async Task A_refusal_is_in_the_services_words(string operation, string input, string code, string words)
    {
        var body = input.Replace("GROUP", Group, StringComparison.Ordinal).Replace("STREAM", Stream, StringComparison.Ordinal);

        var answer = await _endpoint.JsonAsync($"Logs_20140328.{operation}", body, "1.1");

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldBe(code);
        answer.Json.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public async Task A_token_of_another_group_is_refused()
    {
        _archive.Add("sesmailengine-TemplateSeeder", Noon, "{}");
        var first = await CallAsync("FilterLogEvents", new { logGroupName = Group, limit = 1 });

        var answer = await CallAsync("FilterLogEvents", new { logGroupName = "/aws/lambda/sesmailengine-TemplateSeeder", nextToken = Text(first, "nextToken") });

        answer.Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_a_service_that_is_away()
    {
        _archive.Failure = new PortException("The log cannot be read", isTransient: true);

        var answer = await CallAsync("FilterLogEvents", new { logGroupName = Group });

        answer.Status.ShouldBe(503);
        answer.Json.GetProperty("__type").GetString().ShouldBe("ServiceUnavailableException");
    }

    private Task<Answer> CallAsync(string operation, object input) =>
        _endpoint.JsonAsync($"Logs_20140328.{operation}", JsonSerializer.Serialize(input), "1.1");

    private static string Text(Answer answer, string member) => answer.Json.GetProperty(member).GetString()!;

    private static List<string> Messages(Answer answer) => Names(answer, "events", "message");

    private static List<string> Ids(Answer answer) =>
        Messages(answer).ConvertAll(message => JsonElement.Parse(Encoding.UTF8.GetBytes(message)).GetProperty("emailId").GetString()!);

    private static List<string> Names(Answer answer, string list, string member) =>
        answer.Json.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(member).GetString()!).ToList();
}

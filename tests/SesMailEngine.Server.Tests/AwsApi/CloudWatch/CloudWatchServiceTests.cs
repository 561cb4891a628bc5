using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Embedded.Metrics;
using SesMailEngine.Server.AwsApi.CloudWatch;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.CloudWatch;

/// <summary>Both protocols over the same operations; what each says of alarms and metrics, and how it refuses.</summary>
public sealed class CloudWatchServiceTests : IAsyncLifetime
{
    private const string Target = "GraniteServiceVersion20100801.";
    private const string Alarm = """{"AlarmName":"a","Namespace":"AWS/SES","MetricName":"Send","Statistic":"Sum","Period":60,"EvaluationPeriods":1,"Threshold":2.5,"ComparisonOperator":"GreaterThanThreshold"}""";
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private readonly FakeAlarms _alarms = new();
    private readonly FakeMetrics _metrics;
    private RunningEndpoint _endpoint = null!;

    public CloudWatchServiceTests() => _metrics = new FakeMetrics(_time);

    public async ValueTask InitializeAsync() =>
        _endpoint = await RunningEndpoint.StartAsync([new CloudWatchService(RunningEndpoint.Names, _alarms, _metrics, _time)]);

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task An_alarm_put_in_JSON_is_described_in_XML()
    {
        (await JsonAsync("PutMetricAlarm", Alarm)).Status.ShouldBe(200);

        var answer = await QueryAsync("DescribeAlarms", "AlarmNames.member.1=a");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldContain("<DescribeAlarmsResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><DescribeAlarmsResult>");
        answer.Body.ShouldContain("<MetricAlarms><member><AlarmName>a</AlarmName><AlarmArn>arn:aws:cloudwatch:us-east-1:000000000000:alarm:a</AlarmArn>");
        answer.Body.ShouldContain("<Threshold>2.5</Threshold>");
        answer.Body.ShouldContain("<StateUpdatedTimestamp>1970-01-01T00:00:00.000Z</StateUpdatedTimestamp>");
    }

    [Fact]
    public async Task An_alarm_put_as_a_form_is_described_in_JSON()
    {
        (await QueryAsync("PutMetricAlarm",
            "AlarmName=q&Namespace=n&MetricName=m&Dimensions.member.1.Name=d&Dimensions.member.1.Value=v&Statistic=Maximum&Period=300"
            + "&EvaluationPeriods=3&DatapointsToAlarm=2&Threshold=1e1&ComparisonOperator=LessThanThreshold&ActionsEnabled=false"
            + "&TreatMissingData=breaching")).Status.ShouldBe(200);

        var alarm = (await JsonAsync("DescribeAlarms", """{"AlarmNamePrefix":"q"}""")).Json.GetProperty("MetricAlarms")[0];

        alarm.GetProperty("Dimensions").GetRawText().ShouldBe("""[{"Name":"d","Value":"v"}]""");
        alarm.GetProperty("Threshold").GetDouble().ShouldBe(10);
        alarm.GetProperty("DatapointsToAlarm").GetInt32().ShouldBe(2);
        alarm.GetProperty("ActionsEnabled").GetBoolean().ShouldBeFalse();
        alarm.GetProperty("TreatMissingData").GetString().ShouldBe("breaching");
        alarm.GetProperty("StateUpdatedTimestamp").GetDouble().ShouldBe(0);
    }

    [Theory]
    [InlineData("AlarmName", "null", "MissingRequiredParameterException", "MissingParameter")]
    [InlineData("Period", "30", "InvalidParameterValueException", "InvalidParameterValue")]
    [InlineData("Period", "90", "InvalidParameterValueException", "InvalidParameterValue")]
    [InlineData("EvaluationPeriods", "0", "InvalidParameterValueException", "InvalidParameterValue")]
    [InlineData("EvaluationPeriods", "1441", "ValidationException", "ValidationError")]
    [InlineData("ComparisonOperator", "\"GreaterThanUpperThreshold\"", "InvalidParameterValueException", "InvalidParameterValue")]
    [InlineData("Statistic", "\"0\"", "InvalidParameterValueException", "InvalidParameterValue")]
    [InlineData("Statistic", "\"p99\"", "InvalidParameterValueException", "InvalidParameterValue")]
    [InlineData("Threshold", "null", "MissingRequiredParameterException", "MissingParameter")]
    public async Task An_alarm_that_cannot_be_is_refused_under_both_names(string member, string value, string code, string queryCode)
    {
        var body = System.Text.RegularExpressions.Regex.Replace(Alarm, $"\"{member}\":(\"[^\"]*\"|[0-9.]+)", $"\"{member}\":{value}");

        var answer = await JsonAsync("PutMetricAlarm", body);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("__type").GetString().ShouldEndWith(code);
        answer.Headers["x-amzn-query-error"].ShouldBe($"{queryCode};Sender");
    }

    [Theory]
    [InlineData("PutMetricAlarm", "Metrics")]
    [InlineData("PutMetricAlarm", "ExtendedStatistic")]
    [InlineData("DescribeAlarms", "ChildrenOfAlarmName")]
    [InlineData("GetMetricStatistics", "ExtendedStatistics")]
    [InlineData("ListMetrics", "IncludeLinkedAccounts")]
    [InlineData("PutMetricData", "EntityMetricData")]
    public async Task A_parameter_that_is_not_here_is_refused(string operation, string member)
    {
        (await JsonAsync(operation, $$"""{"{{member}}":"x"}""")).Json.GetProperty("__type").GetString().ShouldEndWith("ValidationException");
        (await QueryAsync(operation, $"{member}.member.1=x")).Body.ShouldContain("<Code>ValidationError</Code>");
    }

    [Fact]
    public async Task What_was_counted_is_seen_at_once()
    {
        var counter = _metrics.Counter(StackMetrics.Ses("Send"), "Count");
        foreach (var value in new[] { 1, 2, 6 }) counter.Add(value);

        var answer = await QueryAsync("GetMetricStatistics",
            "Namespace=AWS%2FSES&MetricName=Send&Period=60&StartTime=2026-11-25T11%3A59%3A30Z&EndTime=2026-11-25T12%3A01%3A00Z"
            + "&Statistics.member.1=Average&Statistics.member.2=SampleCount");

        answer.Body.ShouldContain(
            "<Datapoints><member><Timestamp>2026-11-25T12:00:00.000Z</Timestamp><Average>3</Average><SampleCount>3</SampleCount><Unit>Count</Unit></member></Datapoints>");
    }

    [Fact]
    public async Task Metric_data_comes_in_pages_that_lose_and_repeat_nothing()
    {
        foreach (var name in new[] { "m1", "m2" })
        {
            await _metrics.AddAsync([.. Enumerable.Range(0, 5).Select(i => new MetricWrite(
                new MetricKey("n", name), "None", (Now.ToUnixTimeSeconds() / 60) - 5 + i, MetricValues.Of(i)))], default);
        }
        var values = new Dictionary<string, List<double>> { ["m1"] = [], ["m2"] = [] };
        string? token = null;
        for (var page = 0; page < 10; page++)
        {
            var body = $$"""
                {"StartTime":{{Now.ToUnixTimeSeconds() - 600}},"EndTime":{{Now.ToUnixTimeSeconds()}},"MaxDatapoints":3,"ScanBy":"TimestampAscending",
                {{(token is null ? "" : $"\"NextToken\":\"{token}\",")}}"MetricDataQueries":[{{Query("m1")}},{{Query("m2")}}]}
                """;
            var answer = (await JsonAsync("GetMetricData", body)).Json;
            foreach (var result in answer.GetProperty("MetricDataResults").EnumerateArray())
                values[result.GetProperty("Id").GetString()!].AddRange(result.GetProperty("Values").EnumerateArray().Select(v => v.GetDouble()));
            token = answer.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
            if (token is null) break;
        }

        token.ShouldBeNull();
        values["m1"].ShouldBe([0, 1, 2, 3, 4]);
        values["m2"].ShouldBe([0, 1, 2, 3, 4]);

        static string Query(string name) =>
            $$$"""{"Id":"{{{name}}}","MetricStat":{"Metric":{"Namespace":"n","MetricName":"{{{name}}}"},"Period":60,"Stat":"Sum"}}""";
    }

    [Theory]
    [InlineData("DescribeAlarms", """{"NextToken":"bm8="}""")]
    [InlineData("DescribeAlarmHistory", """{"NextToken":"!"}""")]
    [InlineData("ListMetrics", """{"NextToken":"YWxhcm1zOjE="}""")]
    public async Task A_made_up_token_is_refused(string operation, string body) =>
        (await JsonAsync(operation, body)).Json.GetProperty("__type").GetString().ShouldEndWith("InvalidNextToken");

    [Fact]
    public async Task History_comes_in_pages()
    {
        await JsonAsync("PutMetricAlarm", Alarm);
        foreach (var reason in new[] { "one", "two", "three" })
            await JsonAsync("SetAlarmState", $$"""{"AlarmName":"a","StateValue":"OK","StateReason":"{{reason}}"}""");

        var first = (await JsonAsync("DescribeAlarmHistory", """{"AlarmName":"a","HistoryItemType":"StateUpdate","MaxRecords":2}""")).Json;
        var token = first.GetProperty("NextToken").GetString();
        var second = (await JsonAsync("DescribeAlarmHistory", $$"""{"AlarmName":"a","HistoryItemType":"StateUpdate","NextToken":"{{token}}"}""")).Json;

        Summaries(first).Concat(Summaries(second)).ShouldBe(["three", "two", "one"]);
        second.TryGetProperty("NextToken", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_alarm_that_does_not_exist_is_a_404()
    {
        var answer = await JsonAsync("SetAlarmState", """{"AlarmName":"none","StateValue":"OK","StateReason":"x"}""");

        answer.Status.ShouldBe(404);
        answer.Json.GetProperty("__type").GetString().ShouldBe("com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFound");
    }

    private static IEnumerable<string?> Summaries(System.Text.Json.JsonElement answer) =>
        answer.GetProperty("AlarmHistoryItems").EnumerateArray().Select(item => item.GetProperty("HistorySummary").GetString());

    private Task<Answer> JsonAsync(string operation, string body) => _endpoint.JsonAsync(Target + operation, body);

    private Task<Answer> QueryAsync(string operation, string parameters) =>
        _endpoint.QueryAsync($"Action={operation}&Version=2010-08-01&{parameters}");
}

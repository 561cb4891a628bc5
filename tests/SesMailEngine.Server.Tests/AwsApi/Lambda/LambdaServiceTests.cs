using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.Lambda;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Lambda;

public sealed class LambdaServiceTests : IAsyncLifetime
{
    private const string Seeder = "sesmailengine-TemplateSeeder";

    private RunningEndpoint _endpoint = null!;
    private PortException? _failure;
    private int _runs;

    public async ValueTask InitializeAsync()
    {
        var stack = new StackFixture(new ListLog(), ("EmailSenderMemory", "1024"), ("EmailSenderTimeout", "45"), ("DefaultSenderName", "Acme"));
        stack.Handlers = stack.Handlers with
        {
            TemplateSeeder = (payload, _) =>
            {
                _runs++;
                if (_failure is not null) throw _failure;
                stack.Log.Write(new LogEntry(LogLevel.Info, "a line"));
                return Task.FromResult(payload.Length > 2 ? FunctionAnswer.Failed("E", "m") : new FunctionAnswer("""{"statusCode":200}"""));
            },
        };
        _endpoint = await RunningEndpoint.StartAsync(stack.Parts());
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private Task<Answer> InvokeAsync(string function = Seeder, string? type = null, string payload = "", string? log = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/invocations")
        {
            Content = new StringContent(payload),
        };
        if (type is not null) request.Headers.Add("X-Amz-Invocation-Type", type);
        if (log is not null) request.Headers.Add("X-Amz-Log-Type", log);
        return _endpoint.SendAsync(request);
    }

    private Task<Answer> GetAsync(string path) => _endpoint.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    [Theory]
    [InlineData(Seeder)]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:sesmailengine-TemplateSeeder")]
    [InlineData("000000000000:function:sesmailengine-TemplateSeeder:$LATEST")]
    public async Task The_seeder_is_invoked_by_name_or_ARN(string function)
    {
        var answer = await InvokeAsync(function);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"statusCode":200}""");
        answer.Headers["X-Amz-Executed-Version"].ShouldBe("$LATEST");
        answer.Headers.ContainsKey("X-Amz-Function-Error").ShouldBeFalse();
        answer.Headers.ContainsKey("X-Amz-Log-Result").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Event", 202, 1)]
    [InlineData("DryRun", 204, 0)]
    [InlineData("Sometimes", 400, 0)]
    public async Task Each_invocation_type_has_its_status(string type, int status, int runs)
    {
        (await InvokeAsync(type: type)).Status.ShouldBe(status);
        _runs.ShouldBe(runs);
    }

    [Fact]
    public async Task A_failed_function_is_a_200_that_says_so()
    {
        var answer = await InvokeAsync(payload: """{"fail":true}""");

        answer.Status.ShouldBe(200);
        answer.Headers["X-Amz-Function-Error"].ShouldBe("Unhandled");
        answer.Json.GetProperty("errorMessage").GetString().ShouldBe("m");
    }

    [Fact]
    public async Task A_function_whose_store_refuses_is_a_failed_function()
    {
        _failure = new PortException("The bucket is closed.", isTransient: false, "AccessDenied");

        var answer = await InvokeAsync();

        answer.Status.ShouldBe(200);
        answer.Headers["X-Amz-Function-Error"].ShouldBe("Unhandled");
        answer.Json.GetProperty("errorType").GetString().ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task The_log_comes_when_asked_for() =>
        Encoding.UTF8.GetString(Convert.FromBase64String((await InvokeAsync(log: "Tail")).Headers["X-Amz-Log-Result"]))
            .ShouldSatisfyAllConditions(
                log => log.ShouldStartWith("START RequestId: "),
                log => log.ShouldContain("\"message\":\"a line\",\"function\":\"sesmailengine-TemplateSeeder\""),
                log => log.ShouldContain("\nREPORT RequestId: "));

    [Theory]
    [InlineData("nothing", "", 404, "ResourceNotFoundException")]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function:sesmailengine-TemplateSeeder", "", 404, "ResourceNotFoundException")]
    [InlineData("a/b", "", 400, "ValidationException")]
    [InlineData(Seeder + ":1", "", 404, "ResourceNotFoundException")]
    [InlineData(Seeder, "{", 400, "InvalidRequestContentException")]
    public async Task An_invocation_that_cannot_be_is_refused(string function, string payload, int status, string error)
    {
        var answer = await InvokeAsync(function, payload: payload);

        answer.Status.ShouldBe(status);
        answer.Headers["x-amzn-ErrorType"].ShouldBe(error);
        answer.Json.GetProperty("Message").GetString().ShouldNotBeNullOrEmpty();
        _runs.ShouldBe(0);
    }

    [Theory]
    [InlineData("/2015-03-31/functions/")]
    [InlineData("/2015-03-31/functions")]
    public async Task The_three_functions_are_listed(string path) =>
        (await GetAsync(path)).Json.GetProperty("Functions").EnumerateArray().Select(f => f.GetProperty("FunctionName").GetString())
            .ShouldBe(["sesmailengine-EmailSender", "sesmailengine-FeedbackProcessor", "sesmailengine-TemplateSeeder"]);

    [Fact]
    public async Task Functions_come_in_pages()
    {
        var first = (await GetAsync("/2015-03-31/functions/?MaxItems=2")).Json;
        var second = (await GetAsync($"/2015-03-31/functions/?Marker={Uri.EscapeDataString(first.GetProperty("NextMarker").GetString()!)}")).Json;

        first.GetProperty("Functions").GetArrayLength().ShouldBe(2);
        second.GetProperty("Functions").EnumerateArray().ShouldHaveSingleItem().GetProperty("FunctionName").GetString().ShouldBe(Seeder);
    }

    [Fact]
    public async Task The_feedback_processor_says_which_bus_it_publishes_on()
    {
        var configuration = (await GetAsync("/2015-03-31/functions/sesmailengine-FeedbackProcessor/configuration")).Json;

        configuration.GetProperty("Environment").GetProperty("Variables").GetProperty("EVENT_BUS_NAME").GetString()
            .ShouldBe("sesmailengine-EmailBus");
        configuration.GetProperty("State").GetString().ShouldBe("Active");
    }

    [Fact]
    public async Task A_function_is_described() =>
        (await GetAsync($"/2015-03-31/functions/{Seeder}")).Json.GetProperty("Configuration").GetProperty("FunctionArn").GetString()
            .ShouldBe("arn:aws:lambda:us-east-1:000000000000:function:sesmailengine-TemplateSeeder");

    [Fact]
    public async Task Memory_time_and_variables_are_those_of_the_settings()
    {
        var configuration = (await GetAsync("/2015-03-31/functions/sesmailengine-EmailSender/configuration?Qualifier=%24LATEST")).Json;

        configuration.GetProperty("MemorySize").GetInt32().ShouldBe(1024);
        configuration.GetProperty("Timeout").GetInt32().ShouldBe(45);
        configuration.GetProperty("LastModified").GetString().ShouldBe("2026-11-24T12:00:00.000+0000");
        configuration.GetProperty("LastUpdateStatus").GetString().ShouldBe("Successful");
        var variables = configuration.GetProperty("Environment").GetProperty("Variables");
        variables.GetProperty("TRACKING_TABLE").GetString().ShouldBe("sesmailengine-EmailTracking");
        variables.GetProperty("TEMPLATE_BUCKET").GetString().ShouldBe("sesmailengine-templates-000000000000");
        variables.GetProperty("EMAIL_QUEUE_URL").GetString().ShouldBe($"{_endpoint.Client.BaseAddress}000000000000/sesmailengine-EmailQueue");
        variables.GetProperty("DefaultSenderName").GetString().ShouldBe("Acme");
        variables.GetProperty("BounceRateThreshold").GetString().ShouldBe("5");
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("?FunctionName=sesmailengine-EmailSender", 2)]
    [InlineData("?FunctionName=sesmailengine-FeedbackProcessor", 0)]
    [InlineData("?EventSourceArn=arn:aws:sqs:us-east-1:000000000000:sesmailengine-RetryQueue", 1)]
    public async Task The_queues_that_start_functions_are_listed(string filter, int count) =>
        (await GetAsync("/2015-03-31/event-source-mappings/" + filter)).Json.GetProperty("EventSourceMappings").GetArrayLength().ShouldBe(count);

    [Fact]
    public async Task A_mapping_is_found_by_the_id_in_the_list()
    {
        var listed = (await GetAsync("/2015-03-31/event-source-mappings?MaxItems=1")).Json;
        var id = listed.GetProperty("EventSourceMappings")[0].GetProperty("UUID").GetString();

        listed.TryGetProperty("NextMarker", out _).ShouldBeTrue();
        (await GetAsync($"/2015-03-31/event-source-mappings/{id}")).Json.GetProperty("State").GetString().ShouldBe("Enabled");
        (await GetAsync("/2015-03-31/event-source-mappings/none")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("/2015-03-31/functions?Marker=YQ", "InvalidParameterValueException")]
    [InlineData("/2015-03-31/functions?MaxItems=0", "InvalidParameterValueException")]
    [InlineData("/2015-03-31/functions?MaxItems=x", "InvalidParameterValueException")]
    [InlineData("/2015-03-31/functions?FunctionVersion=1", "InvalidParameterValueException")]
    [InlineData("/2015-03-31/functions?MasterRegion=ALL", "ValidationException")]
    [InlineData("/2015-03-31/event-source-mappings?Marker=YQ", "InvalidParameterValueException")]
    [InlineData("/2015-03-31/functions/sesmailengine-EmailSender?Qualifier=live", "ResourceNotFoundException")]
    [InlineData("/2015-03-31/functions/sesmailengine-EmailSender?Colour=red", "ValidationException")]
    public async Task What_a_list_does_not_take_is_refused(string path, string error) =>
        (await GetAsync(path)).Headers["x-amzn-ErrorType"].ShouldBe(error);

    [Theory]
    [InlineData("/2015-03-31/layers")]
    [InlineData("/2015-03-31/functions/x/code-signing-config")]
    public async Task Anything_else_is_an_unknown_operation(string path) =>
        (await GetAsync(path)).Headers["x-amzn-ErrorType"].ShouldBe("UnknownOperationException");
}

using System.Text;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.Lambda;
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
        var functions = StackFunctions.Of(new EngineSettings { Names = RunningEndpoint.Names }, (payload, _) =>
        {
            _runs++;
            if (_failure is not null) throw _failure;
            return Task.FromResult(payload.Length > 2
                ? new FunctionAnswer("""{"errorType":"E","errorMessage":"m"}""", IsError: true)
                : new FunctionAnswer("""{"statusCode":200}""", Log: "a line"));
        });
        _endpoint = await RunningEndpoint.StartAsync([new LambdaService(RunningEndpoint.Names, functions, TimeProvider.System)]);
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
        Encoding.UTF8.GetString(Convert.FromBase64String((await InvokeAsync(log: "Tail")).Headers["X-Amz-Log-Result"])).ShouldBe("a line");

    [Theory]
    [InlineData("nothing", "", 404, "ResourceNotFoundException")]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function:sesmailengine-TemplateSeeder", "", 404, "ResourceNotFoundException")]
    [InlineData("a/b", "", 400, "ValidationException")]
    [InlineData("sesmailengine-EmailSender", "", 400, "UnknownOperationException")]
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

    [Theory]
    [InlineData("/2015-03-31/event-source-mappings/")]
    [InlineData("/2015-03-31/functions/x/policy")]
    public async Task Anything_else_is_an_unknown_operation(string path) =>
        (await GetAsync(path)).Headers["x-amzn-ErrorType"].ShouldBe("UnknownOperationException");
}

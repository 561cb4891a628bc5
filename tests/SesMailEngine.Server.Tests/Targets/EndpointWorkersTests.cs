using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Embedded;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Targets;

namespace SesMailEngine.Server.Tests.Targets;

// Rules whose targets are HTTP endpoints: real stores, real HTTP on loopback, a clock the tests turn.
public sealed class EndpointWorkersTests : IAsyncLifetime
{
    private const string Dlq = "dead";
    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("sesmailengine-targets-").FullName;
    private readonly FakeTimeProvider clock = new(Start);
    private readonly Receiver receiver = new();
    private EmbeddedStores stores = null!;
    private EndpointWorkers workers = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        receiver.Dispose();
        await CloseAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_event_is_posted_with_the_targets_headers_path_and_query()
    {
        await TargetAsync(new BusTarget("1", receiver.Url + "orders/*/x?fix=1")
        {
            HttpParametersJson = """{"PathParameterValues":["a b"],"HeaderParameters":{"X-Key":"k"},"QueryStringParameters":{"q":"ü&"}}""",
        });

        var ids = await PutAsync("""{"n":1.50}""");

        var call = await receiver.NextAsync();
        (call.Method, call.Target, call.ContentType).ShouldBe(("POST", "/orders/a%20b/x?fix=1&q=%C3%BC%26", "application/json"));
        call.Headers["X-Key"].ShouldBe("k");
        using var body = JsonDocument.Parse(call.Body);
        body.RootElement.GetProperty("id").GetString().ShouldBe(ids[0]);
        body.RootElement.GetProperty("detail").GetRawText().ShouldBe("""{"n":1.50}""");
    }

    [Theory]
    [InlineData("""{"only":"this"}""", null, null, """{"only":"this"}""")]
    [InlineData(null, "$.detail", null, """{"n":1}""")]
    [InlineData(null, null, """{"InputPathsMap":{"n":"$.detail.n"},"InputTemplate":"{\"number\":<n>}"}""", """{"number":1}""")]
    public async Task What_the_target_makes_of_the_event_is_posted(string? input, string? path, string? transformer, string body)
    {
        await TargetAsync(new BusTarget("1", receiver.Url, input, path, transformer));

        await PutAsync("""{"n":1}""");

        (await receiver.NextAsync()).Body.ShouldBe(body);
    }

    [Fact]
    public async Task A_function_is_its_endpoint_of_the_settings()
    {
        await TargetAsync(new BusTarget("1", "arn:aws:lambda:us-east-1:000000000000:function:my-handler:live"));

        await PutAsync("{}");

        (await receiver.NextAsync()).Target.ShouldBe("/function");
    }

    [Fact]
    public async Task An_event_is_delivered_after_a_restart_in_between()
    {
        await workers.DisposeAsync();
        await TargetAsync(new BusTarget("1", receiver.Url));
        await PutAsync("""{"kept":true}""");
        await stores.DisposeAsync();

        await OpenAsync();

        (await receiver.NextAsync()).Body.ShouldContain("kept");
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(404, null)]
    [InlineData(302, null)]
    [InlineData(200, "Unhandled")]
    public async Task Anything_but_success_is_tried_again_and_no_redirect_followed(int status, string? functionError)
    {
        receiver.Answers.Enqueue((status, functionError));
        await TargetAsync(new BusTarget("1", receiver.Url));

        await PutAsync("""{"n":1}""");

        var first = await receiver.NextAsync();
        var second = await NextWhileTimePassesAsync();
        second.Body.ShouldBe(first.Body);
        second.Target.ShouldBe("/");
        (clock.GetUtcNow() - Start).ShouldBeInRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task After_the_last_retry_the_event_is_a_dead_letter_that_says_why()
    {
        for (var i = 0; i < 3; i++) receiver.Answers.Enqueue((503, null));
        await TargetAsync(new BusTarget("1", receiver.Url, DeadLetterArn: Names.Arn("sqs", Dlq)) { MaximumRetryAttempts = 2 });

        await PutAsync("""{"n":1}""");

        var dead = await DeadLetterAsync();
        dead.Body.ShouldContain("""{"n":1}""");
        Attributes(dead).ShouldBe(new Dictionary<string, string>
        {
            ["RULE_ARN"] = "arn:aws:events:us-east-1:000000000000:rule/sesmailengine-EmailBus/mine",
            ["TARGET_ARN"] = receiver.Url,
            ["ERROR_CODE"] = "HTTP_503",
            ["ERROR_MESSAGE"] = "The endpoint answered with status 503.",
            ["EXHAUSTED_RETRY_CONDITION"] = "MaximumRetryAttempts",
            ["RETRY_ATTEMPTS"] = "2",
        }, ignoreOrder: true);
        receiver.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_event_that_gets_too_old_is_a_dead_letter()
    {
        receiver.Standard = 500;
        await TargetAsync(new BusTarget("1", receiver.Url, DeadLetterArn: Names.Arn("sqs", Dlq)) { MaximumEventAgeInSeconds = 60 });

        await PutAsync("{}");

        Attributes(await DeadLetterAsync())["EXHAUSTED_RETRY_CONDITION"].ShouldBe("MaximumEventAgeInSeconds");
        (clock.GetUtcNow() - Start).ShouldBeLessThan(TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task A_refused_connection_and_an_endpoint_that_never_answers_fail_too()
    {
        await TargetAsync(
            new BusTarget("silent", receiver.Url + "silent", DeadLetterArn: Names.Arn("sqs", Dlq)) { MaximumRetryAttempts = 0 },
            new BusTarget("closed", "http://127.0.0.1:9/", DeadLetterArn: Names.Arn("sqs", Dlq)) { MaximumRetryAttempts = 0 });

        await PutAsync("{}");

        var codes = new List<string> { Attributes(await DeadLetterAsync())["ERROR_CODE"], Attributes(await DeadLetterAsync())["ERROR_CODE"] };
        codes.ShouldBe(["CONNECTION_FAILED", "TIMEOUT"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_slow_endpoint_does_not_hold_up_another()
    {
        await TargetAsync(new BusTarget("slow", receiver.Url + "silent"), new BusTarget("quick", receiver.Url + "quick"));

        for (var i = 0; i < 40; i++) await PutAsync($$"""{"n":{{i}}}""");

        for (var quick = 0; quick < 40;)
        {
            if ((await receiver.NextAsync()).Target == "/quick") quick++;
        }
    }

    [Fact]
    public async Task A_removed_target_gets_nothing_more()
    {
        receiver.Standard = 500;
        await TargetAsync(new BusTarget("1", receiver.Url));
        await PutAsync("{}");
        await receiver.NextAsync();

        await stores.Bus.RemoveTargetsAsync("mine", ["1"], Cancel);

        stores.EndpointTargets.Endpoints.ShouldBeEmpty();
        (await stores.Queues.CountAsync(EngineQueues.OfTarget("mine", "1"), Cancel)).ShouldBeNull();
    }

    [Fact]
    public void No_client_sees_the_queues_of_targets() =>
        (stores.Queues.List("").Any(EngineQueues.IsTargets), stores.Queues.Find(EngineQueues.OfTarget("mine", "1"))).ShouldBe((false, null));

    private async Task OpenAsync()
    {
        FunctionEndpoints.TryParse($"other=http://127.0.0.1:9/,my-handler={receiver.Url}function", out var functions).ShouldBeTrue();
        stores = await EmbeddedStores.OpenAsync(
            new EmbeddedOptions
            {
                DataFolder = folder,
                Settings = new EngineSettings { Names = Names },
                LambdaEndpoints = functions!,
                Clock = clock,
            },
            Cancel);
        await stores.Queues.CreateAsync(new QueueDefinition(Dlq, TimeSpan.FromHours(10), TimeSpan.Zero, TimeSpan.FromDays(4)), Cancel);
        workers = new EndpointWorkers(stores.EndpointTargets, stores.Queues, StorageTrouble.None, new Random(1), stores.Log, clock);
        workers.Start();
    }

    private async Task CloseAsync()
    {
        // The clock stands still, so what is being posted is cut by turning it.
        var stopping = workers.DisposeAsync().AsTask();
        while (!stopping.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
        await stopping;
        await stores.DisposeAsync();
    }

    private async Task TargetAsync(params BusTarget[] targets)
    {
        await stores.Bus.PutRuleAsync(new BusRule("mine", """{"source":["test"]}"""), Cancel);
        (await stores.Bus.PutTargetsAsync("mine", targets, Cancel)).ShouldBeTrue();
    }

    private Task<IReadOnlyList<string>> PutAsync(string detail) => stores.Bus.PutAsync([new BusEvent("test", "Tested", detail)], Cancel);

    private Task<Receiver.Call> NextWhileTimePassesAsync() => WhileTimePassesAsync(() => Task.FromResult(receiver.Take()));

    private Task<QueueMessage> DeadLetterAsync() => WhileTimePassesAsync(
        async () => await stores.Queues.ReceiveAsync(Dlq, 1, null, TimeSpan.Zero, Cancel) is [var dead, ..] ? dead : null);

    // Turns the clock a little and lets the workers do what has become due, until something is there.
    private async Task<T> WhileTimePassesAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await look() is { } found) return found;
            clock.Advance(TimeSpan.FromSeconds(0.4));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, limit.Token);
        }
    }

    private static Dictionary<string, string> Attributes(QueueMessage message)
    {
        using var document = JsonDocument.Parse(message.AttributesJson!);
        return document.RootElement.EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetProperty("StringValue").GetString()!);
    }
}

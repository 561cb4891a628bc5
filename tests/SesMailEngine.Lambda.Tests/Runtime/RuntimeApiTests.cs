using System.Text;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda.Tests.Runtime;

/// <summary>Against a server of sockets that plays the Runtime API.</summary>
public sealed class RuntimeApiTests : IAsyncDisposable
{
    private readonly LocalRuntimeApi server = new();

    private RuntimeApi Client => field ??= new RuntimeApi(server.Address);

    [Fact]
    public async Task A_call_comes_with_its_id_payload_deadline_and_trace()
    {
        _ = server.Enqueue("""{"x":1}""", timeout: TimeSpan.FromSeconds(30), traceId: "Root=1-2-3");

        var call = await Client.NextAsync(CancellationToken.None);

        call.RequestId.ShouldBe("request-1");
        Encoding.UTF8.GetString(call.Payload.Span).ShouldBe("""{"x":1}""");
        call.Deadline!.Value.ShouldBe(DateTimeOffset.UtcNow.AddSeconds(30), TimeSpan.FromSeconds(10));
        call.TraceId.ShouldBe("Root=1-2-3");
    }

    [Fact]
    public async Task An_answer_arrives_under_the_calls_id()
    {
        var answered = server.Enqueue("{}");
        var call = await Client.NextAsync(CancellationToken.None);

        await Client.RespondAsync(call.RequestId, "\"done\""u8.ToArray(), CancellationToken.None);

        (await answered).ShouldBe(new LocalRuntimeApi.Answer("\"done\"", null));
    }

    [Fact]
    public async Task An_error_arrives_with_type_message_and_stack()
    {
        var answered = server.Enqueue("{}");
        var call = await Client.NextAsync(CancellationToken.None);

        await Client.FailAsync(call.RequestId, new("PortException", "no \"answer\"", ["at A", "at B"]), CancellationToken.None);

        (await answered).ShouldBe(new LocalRuntimeApi.Answer(
            """{"errorMessage":"no \"answer\"","errorType":"PortException","stackTrace":["at A","at B"]}""", "Handler.PortException"));
    }

    [Fact]
    public async Task A_failed_start_is_told()
    {
        await Client.FailInitAsync(new("MissingSettingException", "x", []), CancellationToken.None);

        (await server.InitError).ShouldBe(new LocalRuntimeApi.Answer(
            """{"errorMessage":"x","errorType":"MissingSettingException","stackTrace":[]}""", "Init.MissingSettingException"));
    }

    [Fact]
    public async Task A_connection_that_was_closed_meanwhile_is_made_again()
    {
        server.ClosesAfterEachAnswer = true;
        for (var i = 1; i <= 3; i++)
        {
            var answered = server.Enqueue("{}");
            var call = await Client.NextAsync(CancellationToken.None);
            await Client.RespondAsync(call.RequestId, "{}"u8.ToArray(), CancellationToken.None);
            (await answered).Body.ShouldBe("{}");
        }
    }

    [Fact]
    public async Task A_refusal_carries_the_status()
    {
        var refused = await Should.ThrowAsync<RuntimeApiException>(() => Client.RespondAsync("unknown", "{}"u8.ToArray(), CancellationToken.None));

        refused.StatusCode.ShouldBe(400);
        refused.IsFatal.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_there_is_fatal()
    {
        await server.DisposeAsync();

        (await Should.ThrowAsync<RuntimeApiException>(() => Client.NextAsync(CancellationToken.None))).IsFatal.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData(":9001")]
    [InlineData("127.0.0.1:x")]
    public void An_address_that_is_none_is_refused(string address) => Should.Throw<ArgumentException>(() => new RuntimeApi(address));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }
}

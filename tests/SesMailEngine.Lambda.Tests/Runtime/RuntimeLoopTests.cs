using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda.Tests.Runtime;

public sealed class RuntimeLoopTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Now);

    [Fact]
    public async Task Every_call_is_answered_under_its_own_id()
    {
        var api = new FakeRuntimeApi(Call("a", "1"), Call("b", "2"));

        await RunAsync(api, (call, _) => Task.FromResult(call.Payload));

        api.Answers.ShouldBe([("a", "1"), ("b", "2")]);
    }

    [Fact]
    public async Task A_handlers_error_is_answered_and_the_loop_goes_on()
    {
        var api = new FakeRuntimeApi(Call("a", "1"), Call("b", "2"));

        await RunAsync(api, (call, _) => call.RequestId == "a" ? throw new FormatException("broken jo@example.com") : Task.FromResult(call.Payload));

        var (requestId, report) = api.Errors.ShouldHaveSingleItem();
        requestId.ShouldBe("a");
        report.Type.ShouldBe("FormatException");
        report.Message.ShouldBe("BROKEN JO@EXAMPLE.COM", "the text went through the mask");
        report.StackTrace.ShouldNotBeEmpty();
        api.Answers.ShouldBe([("b", "2")]);
    }

    [Fact]
    public async Task A_handler_is_told_before_its_deadline()
    {
        var api = new FakeRuntimeApi(Call("a", "1") with { Deadline = Now.AddSeconds(30) });
        var told = new List<bool>();

        await RunAsync(api, (call, nearDeadline) =>
        {
            told.Add(nearDeadline.IsCancellationRequested);
            time.Advance(TimeSpan.FromSeconds(24.9));
            told.Add(nearDeadline.IsCancellationRequested);
            time.Advance(TimeSpan.FromSeconds(0.2));
            told.Add(nearDeadline.IsCancellationRequested);
            return Task.FromResult(call.Payload);
        });

        told.ShouldBe([false, false, true]);
    }

    [Fact]
    public async Task A_call_that_comes_too_late_is_told_at_once()
    {
        var api = new FakeRuntimeApi(Call("a", "1") with { Deadline = Now.AddMilliseconds(300) });

        await RunAsync(api, (call, nearDeadline) =>
        {
            nearDeadline.IsCancellationRequested.ShouldBeTrue();
            return Task.FromResult(call.Payload);
        });

        api.Answers.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(10, 2)]
    [InlineData(30, 5)]
    [InlineData(300, 5)]
    public void The_margin_grows_with_the_timeout_within_bounds(double timeout, double margin) =>
        RuntimeLoop.MarginOf(TimeSpan.FromSeconds(timeout)).ShouldBe(TimeSpan.FromSeconds(margin));

    [Fact]
    public async Task An_answer_that_is_refused_is_told_as_an_error_and_the_loop_goes_on()
    {
        var api = new FakeRuntimeApi(Call("a", "1"), Call("b", "2")) { RefusesAnswerWith = new RuntimeApiException("too long", 413) };

        await RunAsync(api, (call, _) => Task.FromResult(call.Payload));

        api.Errors.ShouldHaveSingleItem().RequestId.ShouldBe("a");
        api.Answers.ShouldBe([("b", "2")]);
    }

    [Fact]
    public async Task An_api_in_a_state_it_cannot_leave_ends_the_loop()
    {
        var api = new FakeRuntimeApi(Call("a", "1"), Call("b", "2")) { RefusesAnswerWith = new RuntimeApiException("container error", 500) };

        await RunAsync(api, (call, _) => Task.FromResult(call.Payload));

        api.Answers.ShouldBeEmpty();
    }

    private static Invocation Call(string id, string payload) => new(id, System.Text.Encoding.UTF8.GetBytes(payload), null, null);

    // The fake API ends the loop, as a vanished one does.
    private async Task RunAsync(FakeRuntimeApi api, InvocationHandler handler)
    {
        var loop = new RuntimeLoop(api, handler, time, text => text.ToUpperInvariant());

        (await Should.ThrowAsync<RuntimeApiException>(() => loop.RunAsync(CancellationToken.None))).IsFatal.ShouldBeTrue();
    }
}

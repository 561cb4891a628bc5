using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Lambda.Handlers;
using SesMailEngine.Lambda.Runtime;
using SesMailEngine.Lambda.Tests.Runtime;

namespace SesMailEngine.Lambda.Tests;

public sealed class EntranceTests : IDisposable
{
    private readonly Dictionary<string, string> environment = new()
    {
        ["_HANDLER"] = "EmailSender",
        ["STACK_NAME"] = "mail",
        ["ACCOUNT_ID"] = "123456789012",
        ["AWS_REGION"] = "eu-central-1",
    };

    private readonly MemoryStream output = new();
    private readonly List<string?> traces = [];

    [Fact]
    public async Task A_missing_variable_is_an_error_of_the_start_that_names_it()
    {
        environment.Remove("ACCOUNT_ID");
        var api = new FakeRuntimeApi();

        (await RunAsync(api, (_, _) => throw new InvalidOperationException("not reached"))).ShouldBe(1);

        var report = api.InitErrors.ShouldHaveSingleItem();
        report.Type.ShouldBe("MissingSettingException");
        report.Message.ShouldContain("'ACCOUNT_ID'");
        Lines().ShouldHaveSingleItem().GetProperty("message").GetString()!.ShouldContain("'ACCOUNT_ID'");
    }

    [Fact]
    public async Task A_function_that_cannot_be_made_is_an_error_of_the_start()
    {
        var api = new FakeRuntimeApi();

        (await RunAsync(api, (settings, _) => throw new MissingSettingException("TRACKING_TABLE"))).ShouldBe(1);

        api.InitErrors.ShouldHaveSingleItem().Message.ShouldContain("TRACKING_TABLE");
    }

    [Fact]
    public async Task The_function_is_made_once_for_all_calls()
    {
        var made = 0;
        var api = new FakeRuntimeApi(new("a", default, null, "Root=1"), new("b", default, null, null));

        await RunAsync(api, (_, _) =>
        {
            made++;
            return (call, _) => Task.FromResult<ReadOnlyMemory<byte>>("{}"u8.ToArray());
        });

        made.ShouldBe(1);
        api.Answers.Count.ShouldBe(2);
        traces.ShouldBe(["Root=1", null]);
    }

    [Fact]
    public async Task Log_lines_name_the_call_and_mask_addresses()
    {
        var api = new FakeRuntimeApi(new Invocation("request-7", default, null, null));

        await RunAsync(api, (_, log) => (_, _) =>
        {
            log.Write(new(LogLevel.Info, "Email sent to jo@example.com")
            {
                Function = "EmailSender",
                EmailId = "e-1",
                TemplateName = "welcome",
                Status = "sent",
                DurationMs = 12.3456,
            });
            return Task.FromResult<ReadOnlyMemory<byte>>(default);
        });

        Lines()[0].GetRawText().ShouldBe(
            """{"timestamp":"2026-11-25T08:00:00.000Z","level":"INFO","message":"Email sent to j***@example.com","function":"mail-EmailSender","emailId":"e-1","templateName":"welcome","status":"sent","durationMs":12.346,"requestId":"request-7"}""");
    }

    [Fact]
    public async Task A_failed_call_is_logged_and_answered()
    {
        var api = new FakeRuntimeApi(new Invocation("a", default, null, null));

        await RunAsync(api, (_, _) => (_, _) => throw new FormatException("bad jo@example.com"));

        api.Errors.ShouldHaveSingleItem().Report.Message.ShouldBe("bad j***@example.com");
        var line = Lines()[0];
        line.GetProperty("level").GetString().ShouldBe("ERROR");
        line.GetProperty("message").GetString().ShouldBe("The call failed: bad j***@example.com");
        line.GetProperty("exception").GetString()!.ShouldContain("FormatException");
    }

    [Fact]
    public async Task An_api_that_is_gone_ends_the_process_with_a_failure() =>
        (await RunAsync(new FakeRuntimeApi(), (_, _) => (_, _) => Task.FromResult<ReadOnlyMemory<byte>>(default))).ShouldBe(1);

    public void Dispose() => output.Dispose();

    private Task<int> RunAsync(FakeRuntimeApi api, Func<FunctionSettings, Logs.ConsoleLog, InvocationHandler> create)
    {
        var time = new FakeTimeProvider(new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
        var entrance = new Entrance(api, name => environment.GetValueOrDefault(name), traces.Add, output, time);
        return entrance.RunAsync(create, CancellationToken.None);
    }

    private JsonElement[] Lines() =>
        [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
}

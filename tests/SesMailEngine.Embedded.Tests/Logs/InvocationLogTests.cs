using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Embedded.Tests.Logs;

public sealed class InvocationLogTests
{
    private readonly RecordingLog _inner = new();

    private InvocationLog Log => field ??= new(_inner, new FakeTimeProvider());

    [Fact]
    public async Task An_invocation_gets_the_lines_it_wrote_and_no_others()
    {
        var ready = new TaskCompletionSource();
        var other = Task.Run(async () =>
        {
            await ready.Task;
            Log.Write(new LogEntry(LogLevel.Info, "other"));
        }, TestContext.Current.CancellationToken);

        var lines = await Log.CopyAsync("f", async () =>
        {
            await Task.Run(() => Log.Write(new LogEntry(LogLevel.Info, "mine for jo@example.com")));
            ready.SetResult();
            await other;
        });
        Log.Write(new LogEntry(LogLevel.Info, "later"));

        lines.ShouldContain("\"message\":\"mine for j***@example.com\",\"function\":\"f\"");
        lines.ShouldNotContain("other");
        lines.ShouldNotContain("later");
    }
}

using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Embedded.Metrics;
using SesMailEngine.Embedded.Queues;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Tests.Fakes;

namespace SesMailEngine.Server.Tests.Hosting;

public sealed class FunctionMeterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, double> Endings => new() { { "consume", 0 }, { "hold", 0 }, { "leave", 1 }, { "throw", 1 } };

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Only_what_is_left_for_another_try_is_an_error(string ending, double errors)
    {
        var metrics = new FakeMetrics(_time);
        var handler = new FunctionMeter("f", metrics, _time).Around(async _ =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.CompletedTask;
            return ending switch
            {
                "consume" => MessageDisposal.Consume,
                "hold" => MessageDisposal.Hold(TimeSpan.FromSeconds(1)),
                "leave" => MessageDisposal.Leave,
                _ => throw new InvalidOperationException("unexpected"),
            };
        });

        await Record.ExceptionAsync(async () => await handler(default));

        (await ReadAsync(metrics, "Errors")).ShouldBe(new MetricValues(1, errors, errors, errors));
        (await ReadAsync(metrics, "Invocations")).Sum.ShouldBe(1);
        (await ReadAsync(metrics, "Duration")).Max.ShouldBe(250);
    }

    private async Task<MetricValues> ReadAsync(FakeMetrics metrics, string name)
    {
        await metrics.FlushAsync(default);
        var now = _time.GetUtcNow();
        return (await metrics.ReadAsync(StackMetrics.Lambda("f", name), now.AddMinutes(-5), now.AddMinutes(1), 10, default))[0].Values;
    }
}

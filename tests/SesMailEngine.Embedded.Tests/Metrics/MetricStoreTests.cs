using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Metrics;

namespace SesMailEngine.Embedded.Tests.Metrics;

public sealed class MetricStoreTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly MetricKey Send = StackMetrics.Ses("Send");

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await _folder.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Values_are_summed_up_by_minute_and_read_by_period()
    {
        var counter = _stores.Metrics.Counter(Send, "Count");
        foreach (var value in new[] { 3, 1, 2 }) counter.Add(value);
        _folder.Clock.Advance(TimeSpan.FromMinutes(1));
        counter.Add(10);
        await _stores.Metrics.FlushAsync(None);
        counter.Add(20);
        await _stores.Metrics.FlushAsync(None);

        (await ReadAsync(1)).ShouldBe([
            new MetricPoint(TestFolder.Start, new MetricValues(3, 6, 1, 3)),
            new MetricPoint(TestFolder.Start.AddMinutes(1), new MetricValues(2, 30, 10, 20))]);
        (await ReadAsync(5)).ShouldHaveSingleItem().Values.ShouldBe(new MetricValues(5, 36, 1, 20));
    }

    [Theory]
    [InlineData(MetricStatistic.SampleCount, 3)]
    [InlineData(MetricStatistic.Average, 2)]
    [InlineData(MetricStatistic.Sum, 6)]
    [InlineData(MetricStatistic.Minimum, 1)]
    [InlineData(MetricStatistic.Maximum, 3)]
    public void Each_statistic_says_what_its_name_says(MetricStatistic statistic, double expected) =>
        new MetricValues(3, 6, 1, 3).Get(statistic).ShouldBe(expected);

    [Fact]
    public async Task What_was_counted_is_there_after_a_restart()
    {
        _stores.Metrics.Counter(Send, "Count").Count();
        await _stores.DisposeAsync();
        _stores = await _folder.OpenAsync();

        (await ReadAsync(1)).ShouldHaveSingleItem().Values.Samples.ShouldBe(1);
        _stores.Metrics.List().ShouldBe([Send]);
        _stores.Metrics.UnitOf(Send).ShouldBe("Count");
    }

    [Fact]
    public async Task What_is_past_its_retention_is_deleted()
    {
        _stores.Metrics.Counter(Send, "Count").Count();
        await _stores.Metrics.FlushAsync(None);
        _folder.Clock.Advance(IMetrics.Retention + TimeSpan.FromMinutes(1));
        await _stores.Watch.RunAsync(None);

        (await ReadAsync(1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_number_of_metrics_is_bounded()
    {
        MetricWrite[] Writes(int from, int count) =>
            [.. Enumerable.Range(from, count).Select(i => new MetricWrite(new MetricKey("mine", "m" + i), "None", 0, MetricValues.Of(1)))];
        await _stores.Metrics.AddAsync(Writes(0, MetricTable.MaxMetrics), None);

        var refused = await Should.ThrowAsync<PortException>(() => _stores.Metrics.AddAsync(Writes(MetricTable.MaxMetrics, 1), None));

        refused.ErrorName.ShouldBe("LimitExceeded");
        await _stores.Metrics.AddAsync(Writes(0, 1), None);
    }

    [Fact]
    public void The_order_of_dimensions_does_not_matter()
    {
        var a = new MetricKey("n", "m", new("a", "1"), new("b", "2"));
        var b = new MetricKey("n", "m", new("b", "2"), new("a", "1"));

        a.ShouldBe(b);
        a.Dimensions.ShouldBe([new("a", "1"), new("b", "2")]);
        a.ShouldNotBe(new MetricKey("n", "m", new KeyValuePair<string, string>("a", "1")));
    }

    private Task<IReadOnlyList<MetricPoint>> ReadAsync(int period) => _stores.Metrics.ReadAsync(
        Send, TestFolder.Start, TestFolder.Start.AddHours(1), period, None);
}

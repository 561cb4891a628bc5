using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Testing.Contracts;

/// <summary>What every reader of the counters does. Derive, and give it a fresh store for each test.</summary>
public abstract class DailyStatisticsContract : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 24);

    private ITrackingStore Store { get; set; } = null!;

    private IDailyStatistics Statistics { get; set; } = null!;

    /// <summary>An empty store and its counters.</summary>
    protected abstract Task<(ITrackingStore Store, IDailyStatistics Statistics)> CreateAsync();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => (Store, Statistics) = await CreateAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_day_of_a_range_comes_in_order_with_its_counters()
    {
        foreach (var (id, day) in ((string, int)[])[("a", 0), ("b", 0), ("c", -2)])
        {
            var at = new DateTimeOffset(Day.AddDays(day), new TimeOnly(9, 0), TimeSpan.Zero);
            await Store.AddAsync(
                new TrackingRecord
                {
                    EmailId = id,
                    ToEmail = "jo@example.org",
                    Status = EmailStatus.Sent,
                    Timestamp = at,
                    TemplateName = "welcome",
                    Source = "app",
                    OriginalEmailId = id,
                    SentAt = at,
                    Events = [],
                },
                default);
        }
        var days = await Statistics.GetAsync(Day.AddDays(-2), Day, default);
        days.Select(day => (day.Day, day.Counts.Sent)).ShouldBe([(Day.AddDays(-2), 1L), (Day.AddDays(-1), 0L), (Day, 2L)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-366)]
    public async Task A_range_that_is_none_or_too_long_is_refused(int from) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Statistics.GetAsync(Day.AddDays(from), Day, default));
}

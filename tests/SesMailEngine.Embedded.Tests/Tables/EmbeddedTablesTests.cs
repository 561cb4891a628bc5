using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;

namespace SesMailEngine.Embedded.Tests.Tables;

public sealed class EmbeddedTablesTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await _folder.OpenAsync();
        // b, a and c share a millisecond; d is a retry of b, a day later.
        await AddAsync("b", 0);
        await AddAsync("a", 0);
        await AddAsync("c", 0);
        await AddAsync("d", 24 * 60 * 60 * 1000, original: "b");
        await AddAsync("x", 1, to: "al@example.com");
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(TrackingIndex.ToEmail, "jo@example.com", true, "a b c d")]
    [InlineData(TrackingIndex.ToEmail, "jo@example.com", false, "d c b a")]
    [InlineData(TrackingIndex.ToEmail, "nobody@example.com", true, "")]
    [InlineData(TrackingIndex.DatePartition, "2026-11-24", true, "a b c x")]
    [InlineData(TrackingIndex.DatePartition, "2026-11-25", true, "d")]
    [InlineData(TrackingIndex.DatePartition, "no day", true, "")]
    [InlineData(TrackingIndex.OriginalEmailId, "b", true, "b d")]
    [InlineData(TrackingIndex.OriginalEmailId, "b", false, "d b")]
    [InlineData(TrackingIndex.OriginalEmailId, "d", true, "")]
    [InlineData(TrackingIndex.SesMessageId, "m-a", true, "a")]
    public async Task An_index_is_walked_in_order_whatever_the_size_of_its_pages(
        TrackingIndex index, string partition, bool forward, string expected)
    {
        foreach (var limit in new[] { 1, 2, 100 })
        {
            (await WalkAsync(index, new IndexRange(partition, Forward: forward), limit)).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("2026-11-24T12", true, null, true, "a b c d")]
    [InlineData("2026-11-24T12:00:00.000Z", false, null, true, "d")]
    [InlineData("2026-11-24T12:00:00.000Z", true, "2026-11-24T12:00:00.000Z", true, "a b c")]
    [InlineData(null, true, "2026-11-24T12:00:00.000Z", false, "")]
    [InlineData("2026-11-25", true, "2026-11-26", true, "d")]
    [InlineData("zzz", true, null, true, "")]
    public async Task Bounds_compare_as_text(string? from, bool fromInclusive, string? to, bool toInclusive, string expected)
    {
        var range = new IndexRange("jo@example.com", from, fromInclusive, to, toInclusive);

        (await WalkAsync(TrackingIndex.ToEmail, range, 2)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_scan_goes_by_id()
    {
        var first = await _stores.Tables.ScanRecordsAsync(null, 3, None);
        var rest = await _stores.Tables.ScanRecordsAsync(first[^1].EmailId, 100, None);

        first.Concat(rest).Select(r => r.EmailId).ShouldBe(["a", "b", "c", "d", "x"]);
    }

    [Fact]
    public async Task An_expired_record_is_still_read_as_a_row()
    {
        await _stores.Tracking.AddAsync(
            Records.Claimed("old") with { Ttl = TestFolder.Start.AddSeconds(-1).ToUnixTimeSeconds() }, None);

        (await _stores.Tracking.GetAsync("old", None)).ShouldBeNull();
        (await _stores.Tables.GetRecordAsync("old", None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Suppression_is_walked_by_type_and_date()
    {
        foreach (var (email, day) in new[] { ("b@x.org", 1), ("a@x.org", 1), ("c@x.org", 2) })
        {
            await _stores.Suppression.AddAsync(new SuppressionEntry
            {
                Email = email,
                Type = SuppressionType.Bounce,
                Reason = SuppressionReasons.HardBounce,
                AddedAt = new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero),
            }, None);
        }

        var day1 = await _stores.Tables.QuerySuppressionAsync(new IndexRange("bounce", "2026-11-01", true, "2026-11-02"), null, 10, None);
        var after = await _stores.Tables.QuerySuppressionAsync(
            new IndexRange("bounce"), new IndexCursor(day1[0].AddedAt.ToWire(), day1[0].Email), 10, None);

        day1.Select(e => e.Email).ShouldBe(["a@x.org", "b@x.org"]);
        after.Select(e => e.Email).ShouldBe(["b@x.org", "c@x.org"]);
        (await _stores.Tables.QuerySuppressionAsync(new IndexRange("complaint"), null, 10, None)).ShouldBeEmpty();
    }

    private async Task<string> WalkAsync(TrackingIndex index, IndexRange range, int limit)
    {
        var ids = new List<string>();
        IndexCursor? after = null;
        while (true)
        {
            var page = await _stores.Tables.QueryRecordsAsync(index, range, after, limit, None);
            ids.AddRange(page.Select(r => r.EmailId));
            if (page.Count < limit) return string.Join(' ', ids);
            after = new IndexCursor(index == TrackingIndex.SesMessageId ? "" : page[^1].Timestamp.ToWire(), page[^1].EmailId);
        }
    }

    private async Task AddAsync(string id, int milliseconds, string to = "jo@example.com", string? original = null)
    {
        var record = Records.Claimed(id, TestFolder.Start.AddMilliseconds(milliseconds), to);
        await _stores.Tracking.AddAsync(record with { OriginalEmailId = original ?? id, SesMessageId = $"m-{id}" }, None);
    }
}

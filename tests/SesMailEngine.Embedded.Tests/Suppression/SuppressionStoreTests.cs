using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Suppression;

namespace SesMailEngine.Embedded.Tests.Suppression;

public sealed class SuppressionStoreTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await _folder.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_entry_is_found_at_once_and_after_reopening()
    {
        var entry = Entry("jo@example.com", SuppressionType.Bounce);
        (await _stores.Suppression.AddAsync(entry, None)).ShouldBeTrue();
        (await _stores.Suppression.GetAsync("jo@example.com", None)).ShouldBe(entry);

        await _stores.DisposeAsync();
        _stores = await _folder.OpenAsync();

        (await _stores.Suppression.GetAsync("jo@example.com", None)).ShouldBe(entry);
        (await _stores.Suppression.GetAsync("al@example.com", None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_complaint_is_not_downgraded()
    {
        await _stores.Suppression.AddAsync(Entry("jo@example.com", SuppressionType.Complaint), None);

        (await _stores.Suppression.AddAsync(Entry("jo@example.com", SuppressionType.Bounce), None)).ShouldBeFalse();

        (await _stores.Suppression.GetAsync("jo@example.com", None))!.Type.ShouldBe(SuppressionType.Complaint);
    }

    [Fact]
    public async Task A_removed_entry_is_gone_at_once()
    {
        var entry = Entry("jo@example.com", SuppressionType.Bounce);
        await _stores.Suppression.AddAsync(entry, None);

        (await _stores.Tables.DeleteSuppressionAsync("jo@example.com", None)).ShouldBe(entry);

        (await _stores.Suppression.GetAsync("jo@example.com", None)).ShouldBeNull();
        (await _stores.Tables.CountRowsAsync(None)).Suppression.ShouldBe(0);
    }

    [Fact]
    public async Task Putting_replaces_even_a_complaint()
    {
        await _stores.Suppression.AddAsync(Entry("jo@example.com", SuppressionType.Complaint), None);
        var manual = Entry("jo@example.com", SuppressionType.Manual);

        await _stores.Tables.PutSuppressionAsync(manual, None);

        (await _stores.Suppression.GetAsync("jo@example.com", None)).ShouldBe(manual);
        (await _stores.Tables.CountRowsAsync(None)).Suppression.ShouldBe(1);
    }

    [Fact]
    public void The_filter_never_forgets_an_address_and_seldom_takes_another_for_one()
    {
        var filter = new AddressFilter(1000);
        for (var i = 0; i < 10_000; i++) filter.Add($"in-{i}@example.com");

        Enumerable.Range(0, 10_000).ShouldAllBe(i => filter.MayContain($"in-{i}@example.com"));
        Enumerable.Range(0, 10_000).Count(i => filter.MayContain($"out-{i}@example.com")).ShouldBeLessThan(100);
    }

    private static SuppressionEntry Entry(string email, SuppressionType type) => new()
    {
        Email = email,
        Type = type,
        Reason = SuppressionReasons.HardBounce,
        AddedAt = TestFolder.Start,
        EmailId = "e",
        BounceSubType = "General",
    };
}

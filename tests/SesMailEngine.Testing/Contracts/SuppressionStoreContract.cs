using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Contracts;

/// <summary>What every suppression list does. Derive, and give it a fresh list for each test.</summary>
public abstract class SuppressionStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private ISuppressionStore Store { get; set; } = null!;

    /// <summary>An empty list.</summary>
    protected abstract Task<ISuppressionStore> CreateAsync();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Store = await CreateAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_address_that_is_not_listed_may_get_mail() =>
        (await Store.GetAsync("jo@example.org", default)).ShouldBeNull();

    [Fact]
    public async Task An_entry_comes_back_as_it_went()
    {
        var entry = Entry(SuppressionType.Bounce) with
        {
            Reason = SuppressionReasons.ConsecutiveSoftBounces,
            EmailId = "mail-1",
            BounceSubType = "MailboxFull",
            DiagnosticCode = "smtp; 552 'full' \"👋\"",
        };
        (await Store.AddAsync(entry, default)).ShouldBeTrue();
        (await Store.GetAsync("jo@example.org", default)).ShouldBe(entry);
        (await Store.GetAsync("other@example.org", default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_entry_with_nothing_optional_comes_back_as_it_went()
    {
        await Store.AddAsync(Entry(SuppressionType.Manual), default);
        (await Store.GetAsync("jo@example.org", default)).ShouldBe(Entry(SuppressionType.Manual));
    }

    [Theory]
    [InlineData(SuppressionType.Bounce, SuppressionType.Complaint, true)]
    [InlineData(SuppressionType.Manual, SuppressionType.Complaint, true)]
    [InlineData(SuppressionType.Bounce, SuppressionType.Manual, true)]
    [InlineData(SuppressionType.Bounce, SuppressionType.Bounce, true)]
    [InlineData(SuppressionType.Complaint, SuppressionType.Complaint, true)]
    [InlineData(SuppressionType.Complaint, SuppressionType.Bounce, false)]
    [InlineData(SuppressionType.Complaint, SuppressionType.Manual, false)]
    public async Task A_complaint_is_never_downgraded(SuppressionType first, SuppressionType second, bool replaced)
    {
        await Store.AddAsync(Entry(first), default);
        (await Store.AddAsync(Entry(second) with { AddedAt = Noon.AddHours(1) }, default)).ShouldBe(replaced);
        var entry = await Store.GetAsync("jo@example.org", default);
        entry!.Type.ShouldBe(replaced ? second : first);
        entry.AddedAt.ShouldBe(replaced ? Noon.AddHours(1) : Noon);
    }

    [Fact]
    public async Task A_complaint_wins_whatever_is_written_at_once()
    {
        var types = new[] { SuppressionType.Bounce, SuppressionType.Complaint, SuppressionType.Manual };
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Store.AddAsync(Entry(types[i % 3]), default))));
        (await Store.GetAsync("jo@example.org", default))!.Type.ShouldBe(SuppressionType.Complaint);
    }

    private static SuppressionEntry Entry(SuppressionType type) => new()
    {
        Email = "jo@example.org",
        Type = type,
        Reason = type switch
        {
            SuppressionType.Bounce => SuppressionReasons.HardBounce,
            SuppressionType.Complaint => SuppressionReasons.SpamComplaint,
            _ => SuppressionReasons.Manual,
        },
        AddedAt = Noon,
    };
}

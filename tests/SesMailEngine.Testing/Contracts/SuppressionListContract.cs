using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Testing.Contracts;

/// <summary>What every suppression list does for people. Derive, and give it a fresh list for each test.</summary>
public abstract class SuppressionListContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private ISuppressionStore Store { get; set; } = null!;

    private ISuppressionReader Reader { get; set; } = null!;

    private ISuppressionEditor Editor { get; set; } = null!;

    /// <summary>An empty list, as the engine, readers and editors see it.</summary>
    protected abstract Task<(ISuppressionStore Store, ISuppressionReader Reader, ISuppressionEditor Editor)> CreateAsync();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => (Store, Reader, Editor) = await CreateAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_types_entries_come_newest_first()
    {
        await AddAsync("a@example.org", SuppressionType.Bounce, 1);
        await AddAsync("b@example.org", SuppressionType.Bounce, 2);
        await AddAsync("c@example.org", SuppressionType.Complaint, 3);
        (await AllAsync(null, SuppressionType.Bounce, 10)).ShouldBe(["b@example.org", "a@example.org"]);
        (await AllAsync(null, SuppressionType.Manual, 10)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, SuppressionType.Bounce)]
    [InlineData("jo", null)]
    [InlineData("jo", SuppressionType.Bounce)]
    public async Task Pages_hold_each_entry_once(string? prefix, SuppressionType? type)
    {
        var expected = new List<string>();
        for (var i = 0; i < 11; i++)
        {
            var email = $"{(i % 2 == 0 ? "jo" : "al")}{i:00}@example.org";
            var kind = i % 3 == 0 ? SuppressionType.Manual : SuppressionType.Bounce;
            await AddAsync(email, kind, i);
            if ((prefix is null || email.StartsWith(prefix, StringComparison.Ordinal)) && (type is null || type == kind)) expected.Add(email);
        }
        (await AllAsync(prefix, type, 3)).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData(SuppressionType.Bounce)]
    [InlineData(SuppressionType.Manual)]
    [InlineData(SuppressionType.Complaint)]
    public async Task An_entry_taken_off_is_gone_at_once(SuppressionType type)
    {
        await AddAsync("jo@example.org", type, 1);
        (await Editor.RemoveAsync("jo@example.org", type, default)).ShouldBeTrue();
        (await Store.GetAsync("jo@example.org", default)).ShouldBeNull();
        (await Editor.RemoveAsync("jo@example.org", type, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_entry_that_became_a_complaint_stays()
    {
        await AddAsync("jo@example.org", SuppressionType.Complaint, 1);
        (await Editor.RemoveAsync("jo@example.org", SuppressionType.Bounce, default)).ShouldBeFalse();
        (await Store.GetAsync("jo@example.org", default)).ShouldNotBeNull().Type.ShouldBe(SuppressionType.Complaint);
    }

    [Theory]
    [InlineData("nonsense!")]
    [InlineData("bm9uc2Vuc2U")]
    [InlineData("")]
    public async Task A_made_up_token_is_refused(string token) =>
        (await Should.ThrowAsync<PortException>(() => Reader.FindAsync(null, null, token, 10, default))).ErrorName.ShouldBe(IMailReader.InvalidToken);

    [Fact]
    public async Task A_token_of_another_question_is_refused()
    {
        for (var i = 0; i < 3; i++) await AddAsync($"a{i}@example.org", SuppressionType.Bounce, i);
        var token = (await Reader.FindAsync(null, SuppressionType.Bounce, null, 1, default)).Next.ShouldNotBeNull();
        (await Should.ThrowAsync<PortException>(() => Reader.FindAsync(null, null, token, 1, default))).ErrorName.ShouldBe(IMailReader.InvalidToken);
    }

    private async Task<List<string>> AllAsync(string? prefix, SuppressionType? type, int limit)
    {
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = await Reader.FindAsync(prefix, type, after, limit, default);
            page.Entries.Count.ShouldBeLessThanOrEqualTo(limit);
            found.AddRange(page.Entries.Select(entry => entry.Email));
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    private Task<bool> AddAsync(string email, SuppressionType type, int hour) => Store.AddAsync(
        new SuppressionEntry
        {
            Email = email,
            Type = type,
            Reason = type switch
            {
                SuppressionType.Bounce => SuppressionReasons.HardBounce,
                SuppressionType.Complaint => SuppressionReasons.SpamComplaint,
                _ => SuppressionReasons.Manual,
            },
            AddedAt = Noon.AddHours(hour),
        },
        default);
}

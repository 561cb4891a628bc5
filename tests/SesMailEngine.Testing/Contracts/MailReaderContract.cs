using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Ports.Operations;

namespace SesMailEngine.Testing.Contracts;

/// <summary>What every reader of mails does. Derive, and give it a fresh store for each test, whose clock says <see cref="Now"/>.</summary>
public abstract class MailReaderContract : IAsyncLifetime
{
    /// <summary>The clock of the store under test.</summary>
    protected static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    private ITrackingStore Store { get; set; } = null!;

    private IMailReader Reader { get; set; } = null!;

    /// <summary>An empty store and its reader.</summary>
    protected abstract Task<(ITrackingStore Store, IMailReader Reader)> CreateAsync();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => (Store, Reader) = await CreateAsync();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_a_day_todays_mails_come_newest_first()
    {
        await AddAsync("a", 0, 10);
        await AddAsync("b", 0, 11);
        await AddAsync("yesterday", -1, 11);
        (await IdsAsync(new MailQuery())).ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task A_range_of_days_goes_from_the_last_to_the_first()
    {
        foreach (var (id, day) in ((string, int)[])[("d0", 0), ("d1", -1), ("d3", -3), ("d9", -9)]) await AddAsync(id, day, 1);
        (await IdsAsync(new MailQuery { FromDay = Today.AddDays(-3), ToDay = Today.AddDays(-1) })).ShouldBe(["d1", "d3"]);
    }

    [Fact]
    public async Task A_record_comes_whole()
    {
        var added = await AddAsync("a", 0, 1, record => record with { MetadataJson = """{"campaign":"spring","n":7}""", SenderEmail = "us@example.com" });
        (await Reader.FindAsync(new MailQuery(), null, 10, default)).Records.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            record => record.SenderEmail.ShouldBe("us@example.com"),
            record => record.MetadataJson.ShouldBe(added.MetadataJson),
            record => record.Events.Count.ShouldBe(1));
    }

    [Theory]
    [InlineData("status", "hit1,hit2")]
    [InlineData("template", "hit1")]
    [InlineData("code", "hit2")]
    [InlineData("metadata", "hit1")]
    [InlineData("number", "hit2")]
    [InlineData("subject", "hit2")]
    [InlineData("id", "hit1,hit2")]
    [InlineData("address", "miss")]
    [InlineData("recipient", "miss")]
    [InlineData("nothing", "")]
    public async Task A_query_restricts(string what, string expected)
    {
        await AddAsync("hit1", 0, 3, r => r with { Status = EmailStatus.Failed, TemplateName = "invoice", MetadataJson = """{"campaign":"spring"}""" });
        await AddAsync("hit2", 0, 2, r => r with { Status = EmailStatus.Failed, ErrorCode = "TPL003", Subject = "Your Order", MetadataJson = """{"n":7}""" });
        await AddAsync("miss", 0, 1, r => r with { ToEmail = "other@example.org" });
        var query = what switch
        {
            "status" => new MailQuery { Status = EmailStatus.Failed },
            "template" => new MailQuery { TemplateName = "invoice" },
            "code" => new MailQuery { ErrorCode = "tpl003" },
            "metadata" => new MailQuery { MetadataKey = "campaign", MetadataValue = "spring" },
            "number" => new MailQuery { MetadataKey = "n", MetadataValue = "7" },
            "subject" => new MailQuery { Text = "your order" },
            "id" => new MailQuery { Text = "HIT" },
            "address" => new MailQuery { Text = "other@" },
            "recipient" => new MailQuery { Recipient = "other@example.org" },
            _ => new MailQuery { Status = EmailStatus.Complained },
        };
        string.Join(',', await IdsAsync(query)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_recipients_mails_come_from_all_days_unless_days_are_given()
    {
        await AddAsync("old", -40, 1);
        await AddAsync("mid", -5, 1);
        await AddAsync("new", 0, 1);
        (await IdsAsync(new MailQuery { Recipient = "jo@example.org" })).ShouldBe(["new", "mid", "old"]);
        (await IdsAsync(new MailQuery { Recipient = "jo@example.org", FromDay = Today.AddDays(-5), ToDay = Today.AddDays(-5) })).ShouldBe(["mid"]);
        (await IdsAsync(new MailQuery { Recipient = "jo@example.org", FromDay = Today.AddDays(-5) })).ShouldBe(["new", "mid"]);
        (await IdsAsync(new MailQuery { Recipient = "jo@example.org", Status = EmailStatus.Failed })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_hold_each_mail_once_across_days(int limit)
    {
        for (var i = 0; i < 14; i++) await AddAsync($"mail-{i:00}", -(i / 5), 20 - (i % 5), r => r with { ToEmail = i % 2 == 0 ? "even@example.org" : "odd@example.org" });
        foreach (var query in (MailQuery[])[new() { FromDay = Today.AddDays(-4), ToDay = Today }, new() { Recipient = "even@example.org" }])
        {
            var ids = new List<string>();
            string? after = null;
            do
            {
                var page = await Reader.FindAsync(query, after, limit, default);
                page.Records.Count.ShouldBeLessThanOrEqualTo(limit);
                ids.AddRange(page.Records.Select(record => record.EmailId));
                after = page.Next;
            }
            while (after is not null);
            ids.ShouldBe([.. Enumerable.Range(0, 14).Where(i => query.Recipient is null || i % 2 == 0).Select(i => $"mail-{i:00}")]);
        }
    }

    [Fact]
    public async Task A_mail_that_comes_while_somebody_pages_changes_nothing_behind_them()
    {
        await AddAsync("a", 0, 1);
        await AddAsync("b", 0, 2);
        var first = await Reader.FindAsync(new MailQuery(), null, 1, default);
        await AddAsync("c", 0, 3);
        var second = await Reader.FindAsync(new MailQuery(), first.Next, 1, default);
        (first.Records[0].EmailId, second.Records[0].EmailId).ShouldBe(("b", "a"));
    }

    [Theory]
    [InlineData("nonsense!")]
    [InlineData("bm9uc2Vuc2U")]
    [InlineData("")]
    public async Task A_made_up_token_is_refused(string token) =>
        (await Should.ThrowAsync<PortException>(() => Reader.FindAsync(new MailQuery(), token, 10, default))).ErrorName.ShouldBe(IMailReader.InvalidToken);

    [Fact]
    public async Task A_token_of_another_query_is_refused()
    {
        await AddAsync("a", 0, 1);
        await AddAsync("b", 0, 2);
        var token = (await Reader.FindAsync(new MailQuery(), null, 1, default)).Next.ShouldNotBeNull();
        (await Should.ThrowAsync<PortException>(() => Reader.FindAsync(new MailQuery { TemplateName = "welcome" }, token, 1, default)))
            .ErrorName.ShouldBe(IMailReader.InvalidToken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_page_holds_one_to_a_hundred(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Reader.FindAsync(new MailQuery(), null, limit, default));

    [Fact]
    public async Task Expired_records_are_not_there()
    {
        await AddAsync("gone", 0, 1, record => record with { Ttl = Now.AddMinutes(-1).ToUnixTimeSeconds() });
        (await IdsAsync(new MailQuery())).ShouldBeEmpty();
        (await IdsAsync(new MailQuery { Recipient = "jo@example.org" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_attempts_at_a_mail_come_first_one_first()
    {
        await AddAsync("first", 0, 1);
        await AddAsync("retry", 0, 2, record => record with { OriginalEmailId = "first", RetryAttempt = 1 });
        await AddAsync("other", 0, 3);
        (await Reader.ListAttemptsAsync("first", default)).Select(record => record.EmailId).ShouldBe(["first", "retry"]);
        (await Reader.ListAttemptsAsync("nobody", default)).ShouldBeEmpty();
    }

    private async Task<string[]> IdsAsync(MailQuery query) =>
        [.. (await Reader.FindAsync(query, null, 100, default)).Records.Select(record => record.EmailId)];

    private async Task<TrackingRecord> AddAsync(string id, int day, int hour, Func<TrackingRecord, TrackingRecord>? with = null)
    {
        var at = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(day).AddHours(hour);
        var record = new TrackingRecord
        {
            EmailId = id,
            ToEmail = "jo@example.org",
            Status = EmailStatus.Sent,
            Timestamp = at,
            TemplateName = "welcome",
            Source = "app",
            OriginalEmailId = id,
            SentAt = at,
            Events = [new TimelineEntry("sent", at)],
        };
        record = with is null ? record : with(record);
        (await Store.AddAsync(record, default)).ShouldBeTrue();
        return record;
    }
}

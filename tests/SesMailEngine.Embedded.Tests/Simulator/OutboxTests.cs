using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Embedded.Tests.Simulator;

public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync() =>
        _stores = await EmbeddedStores.OpenAsync(_folder.Options with { OutboxBytes = 160_000 }, None);

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_mail_is_shown_as_it_was_sent()
    {
        var result = await _stores.Transport.SendAsync(Mails.To("Jo@example.com"), None);

        var mail = (await ListAsync()).ShouldHaveSingleItem();

        mail.MessageId.ShouldBe(result.MessageId);
        mail.From.ShouldBe("The \"Team\" <noreply@example.com>");
        mail.To.ShouldBe("Jo@example.com");
        mail.ReplyTo.ShouldBe("help@example.com");
        mail.Subject.ShouldBe("Grüße");
        mail.Html.ShouldBe("<p>héllo</p>");
        mail.Text.ShouldBe("héllo");
        mail.Headers.ShouldBe([new("List-Unsubscribe", "<https://example.com/u>")]);
        mail.Tags.Select(tag => tag.Key).ShouldBe(["emailId", "stack"]);
    }

    [Fact]
    public async Task Mails_come_newest_first_and_in_pages()
    {
        for (var i = 0; i < 5; i++) await _stores.Transport.SendAsync(Mails.To("jo@example.com", $"e-{i}"), None);

        var first = await _stores.Outbox.ListAsync(null, null, null, 3, None);
        var second = await _stores.Outbox.ListAsync(null, null, first[^1].Sequence, 3, None);

        first.Concat(second).Select(m => m.EmailId).ShouldBe(["e-4", "e-3", "e-2", "e-1", "e-0"]);
    }

    [Fact]
    public async Task Mails_are_found_by_message_id_by_email_id_and_by_recipient()
    {
        var first = await _stores.Transport.SendAsync(Mails.To("jo@example.com", "e-1"), None);
        await _stores.Transport.SendAsync(Mails.To("al@example.com", "e-2"), None);

        (await _stores.Outbox.ListAsync(first.MessageId, null, null, 10, None)).ShouldHaveSingleItem().EmailId.ShouldBe("e-1");
        (await _stores.Outbox.ListAsync("e-2", null, null, 10, None)).ShouldHaveSingleItem().EmailId.ShouldBe("e-2");
        (await _stores.Outbox.ListAsync(null, "JO@example.com", null, 10, None)).ShouldHaveSingleItem().EmailId.ShouldBe("e-1");
        (await _stores.Outbox.ListAsync("nothing", null, null, 10, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Clearing_empties_the_outbox_for_good_and_leaves_the_journal()
    {
        await _stores.Transport.SendAsync(Mails.To("jo@example.com", "e-1"), None);
        await _stores.Outbox.ClearAsync(None);
        await _stores.Transport.SendAsync(Mails.To("jo@example.com", "e-2"), None);

        await _stores.DisposeAsync();
        _stores = await _folder.OpenAsync();

        (await ListAsync()).Select(m => m.EmailId).ShouldBe(["e-2"]);
        (await CountJournalAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task The_oldest_contents_go_when_the_room_is_used_up()
    {
        var big = Mails.To("jo@example.com") with { Html = new string('x', 4_000) };
        for (var i = 0; i < 100; i++) await _stores.Transport.SendAsync(big with { EmailId = $"e-{i}" }, None);

        var kept = await ListAsync();

        kept.Count.ShouldBeInRange(20, 50);
        kept[0].EmailId.ShouldBe("e-99");
        Directory.GetFiles(Path.Combine(_folder.Path, "outbox")).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(200_000);
        (await CountJournalAsync()).ShouldBe(100);
    }

    private Task<IReadOnlyList<SentMail>> ListAsync() => _stores.Outbox.ListAsync(null, null, null, 1000, None);

    private async Task<int> CountJournalAsync()
    {
        var count = 0;
        await foreach (var _ in _stores.Outbox.ReadJournalAsync(None)) count++;
        return count;
    }
}

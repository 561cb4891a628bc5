using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.Local;
using SesMailEngine.Server.Security;
using SesMailEngine.Server.Tests.Fakes;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.Local;

public sealed class LocalPagesTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-11-24T12:00:00Z", null);

    private readonly FakeOutbox _outbox = new();

    private Task<RunningEndpoint> StartAsync(IReadOnlyList<AccessKey>? keys = null, string? password = null) =>
        RunningEndpoint.StartAsync(
            [],
            [new HealthPage(RunningEndpoint.Names, "1.2.3"), new JournalPage(_outbox), new OutboxPage(_outbox, "us-east-1")],
            keys, password: password);

    private void Add(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            _outbox.Mails.Add(new SentMail(
                i, $"ses-{i}", $"email-{i}", Noon.AddSeconds(i), "SESMailEngine <noreply@example.com>", $"u{i}@example.com",
                null, $"Hello <b>{i}</b>", "<p>hi</p>", "hi", [], [new("emailId", $"email-{i}")]));
            _outbox.Journal.Add(new JournalLine($"ses-{i}", $"email-{i}", $"u{i}@example.com", Noon.AddSeconds(i)));
        }
    }

    private static Task<Answer> GetAsync(RunningEndpoint endpoint, string path) =>
        endpoint.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    [Fact]
    public async Task Health_is_JSON()
    {
        await using var endpoint = await StartAsync();

        var answer = await GetAsync(endpoint, "/health");

        answer.Status.ShouldBe(200);
        answer.Headers["Content-Type"].ShouldBe("application/json");
        answer.Json.GetProperty("status").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task A_mail_has_the_shape_tools_know()
    {
        Add(1);
        await using var endpoint = await StartAsync();

        var message = (await GetAsync(endpoint, "/_aws/ses")).Json.GetProperty("messages")[0];

        message.GetProperty("Id").GetString().ShouldBe("ses-1");
        message.GetProperty("Region").GetString().ShouldBe("us-east-1");
        message.GetProperty("Timestamp").GetString().ShouldBe("2026-11-24T12:00:01.000Z");
        message.GetProperty("Source").GetString().ShouldBe("SESMailEngine <noreply@example.com>");
        message.GetProperty("Destination").GetProperty("ToAddresses")[0].GetString().ShouldBe("u1@example.com");
        message.GetProperty("Subject").GetString().ShouldBe("Hello <b>1</b>");
        message.GetProperty("Body").GetProperty("text_part").GetString().ShouldBe("hi");
        message.GetProperty("Body").GetProperty("html_part").GetString().ShouldBe("<p>hi</p>");
        message.GetProperty("Tags")[0].GetProperty("Name").GetString().ShouldBe("emailId");
        message.GetProperty("Tags")[0].GetProperty("Value").GetString().ShouldBe("email-1");
    }

    [Theory]
    [InlineData("", "ses-3,ses-2,ses-1")]
    [InlineData("?id=ses-2", "ses-2")]
    [InlineData("?id=email-2", "ses-2")]
    [InlineData("?email=u3%40example.com", "ses-3")]
    [InlineData("?before=2", "ses-1")]
    [InlineData("?limit=1", "ses-3")]
    [InlineData("?id=nothing", "")]
    public async Task Mails_are_listed_newest_first_as_asked(string query, string ids)
    {
        Add(3);
        await using var endpoint = await StartAsync();

        var messages = (await GetAsync(endpoint, "/_aws/ses" + query)).Json.GetProperty("messages");

        string.Join(',', messages.EnumerateArray().Select(m => m.GetProperty("Id").GetString())).ShouldBe(ids);
    }

    [Fact]
    public async Task Pages_lead_to_every_mail_once()
    {
        Add(45);
        await using var endpoint = await StartAsync();
        var seen = new List<long>();
        long? next = null;
        do
        {
            var page = (await GetAsync(endpoint, $"/_aws/ses?limit=22{(next is null ? "" : $"&before={next}")}")).Json;
            seen.AddRange(page.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("Sequence").GetInt64()));
            next = page.TryGetProperty("next", out var token) ? token.GetInt64() : null;
        }
        while (next is not null);

        seen.ShouldBe(Enumerable.Range(1, 45).Reverse().Select(i => (long)i));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=1001")]
    [InlineData("?limit=x")]
    [InlineData("?before=-1")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        await using var endpoint = await StartAsync();

        (await GetAsync(endpoint, "/_aws/ses" + query)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Delete_empties_the_outbox_and_keeps_the_journal()
    {
        Add(2);
        await using var endpoint = await StartAsync();

        (await endpoint.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/_aws/ses"))).Status.ShouldBe(200);

        (await GetAsync(endpoint, "/_aws/ses")).Json.GetProperty("messages").GetArrayLength().ShouldBe(0);
        (await GetAsync(endpoint, "/_aws/ses/journal")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_journal_has_one_JSON_line_for_each_mail()
    {
        Add(1000);
        await using var endpoint = await StartAsync();

        var lines = (await GetAsync(endpoint, "/_aws/ses/journal")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Length.ShouldBe(1000);
        lines[0].ShouldBe("""{"messageId":"ses-1","emailId":"email-1","to":"u1@example.com","acceptedAt":"2026-11-24T12:00:01.000Z"}""");
    }

    [Theory]
    [InlineData("PUT", "/health", 405)]
    [InlineData("POST", "/_aws/ses", 405)]
    [InlineData("HEAD", "/health", 200)]
    public async Task Other_methods_are_not_allowed(string method, string path, int status)
    {
        await using var endpoint = await StartAsync();

        (await endpoint.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("/health", null, 200)]
    [InlineData("/_aws/ses", null, 401)]
    [InlineData("/_aws/ses", "wrong", 401)]
    [InlineData("/_aws/ses/journal", "hush", 200)]
    public async Task With_access_keys_the_pages_need_the_password(string path, string? password, int status)
    {
        await using var endpoint = await StartAsync([new AccessKey("AKID", "long-enough")], "hush");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (password is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("any:" + password)));

        (await endpoint.SendAsync(request)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_page_of_another_origin_is_refused()
    {
        await using var endpoint = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/_aws/ses");
        request.Headers.Add("Origin", "https://evil.example");

        (await endpoint.SendAsync(request)).Status.ShouldBe((int)HttpStatusCode.Forbidden);
    }
}

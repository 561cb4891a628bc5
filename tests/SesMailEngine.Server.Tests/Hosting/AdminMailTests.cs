using SesMailEngine.Core.Model;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Server.Tests.Hosting;

public sealed class AdminMailTests
{
    private readonly ScriptedTransport _transport = new();
    private readonly ListLog _log = new();

    private Task SendAsync(string? adminEmail) => new AdminMail(
        new EngineSettings { Names = RunningEndpoint.Names, AdminEmail = adminEmail, DefaultSenderEmail = "noreply@example.com" },
        _transport, new SequentialIds(), _log).SendAsync("A < B", "1 < 2", CancellationToken.None);

    [Fact]
    public async Task The_admin_gets_the_text_in_both_parts()
    {
        await SendAsync("jo@example.com");

        var mail = _transport.Attempts.ShouldHaveSingleItem();
        mail.To.Value.ShouldBe("jo@example.com");
        mail.From.Address.Value.ShouldBe("noreply@example.com");
        mail.Subject.ShouldBe("A < B");
        mail.Text.ShouldBe("1 < 2");
        mail.Html.ShouldBe("<pre>1 &lt; 2</pre>");
        _log.Entries.ShouldHaveSingleItem().Message.ShouldContain("j***@example.com");
    }

    [Fact]
    public async Task Without_an_admin_the_log_tells()
    {
        await SendAsync(null);

        _transport.Attempts.ShouldBeEmpty();
        _log.Entries.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Warning);
    }

    [Fact]
    public async Task A_mail_that_was_refused_is_told_as_an_error()
    {
        _transport.Then(new TransportResult(TransportAnswer.RefusedForNow, null, "Throttling", "slow down"));

        await SendAsync("jo@example.com");

        _log.Entries.ShouldHaveSingleItem().Message.ShouldContain("Throttling");
    }
}

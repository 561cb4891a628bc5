using SesMailEngine.Core.Feedback;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Tests.Feedback;

public sealed class MachineOpensTests
{
    private readonly FeedbackBed bed = new();

    [Theory]
    [InlineData("Mozilla/5.0", true)]
    [InlineData(" Mozilla/5.0 ", true)]
    [InlineData("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", true)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0", true)]
    [InlineData("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html", true)]
    [InlineData("Barracuda Sentinel (EE)", true)]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", true)]
    [InlineData("python-requests/2.31", true)]
    [InlineData("curl/8.0", true)]
    [InlineData(SesEvents.Browser, false)]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT X18) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", false)]
    [InlineData("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", false)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Thunderbird/115.6.0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Machines_are_known_by_what_they_call_themselves(string? agent, bool machine) =>
        MachineOpens.IsMachine(agent).ShouldBe(machine);

    [Fact]
    public async Task A_machines_opening_is_counted_apart()
    {
        await bed.AfterAsync(SesEvents.Delivery(), SesEvents.Open(60, "Mozilla/5.0"));
        bed.Record.Status.ShouldBe(EmailStatus.Delivered);
        bed.Record.MachineOpenCount.ShouldBe(1);
        bed.Record.OpenCount.ShouldBe(0);
        bed.Record.OpenedAt.ShouldBeNull();
        bed.ToldStatuses.ShouldBe(["delivered"]);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, false)]
    public async Task An_opening_right_after_the_delivery_is_a_machines(int at, bool machine)
    {
        await bed.AfterAsync(SesEvents.Delivery(at: 10), SesEvents.Open(at));
        bed.Record.MachineOpenCount.ShouldBe(machine ? 1 : 0);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task The_time_of_sending_stands_in_for_a_delivery_not_heard_of(int at, bool machine)
    {
        await bed.AfterAsync(SesEvents.Open(at));
        bed.Record.MachineOpenCount.ShouldBe(machine ? 1 : 0);
    }

    [Fact]
    public async Task A_person_after_a_machine_is_still_the_first_opening()
    {
        await bed.AfterAsync(SesEvents.Open(60, "Mozilla/5.0"), SesEvents.Open(90));
        bed.Record.OpenedAt.ShouldBe(SesEvents.SentAt.AddSeconds(90));
        bed.ToldStatuses.ShouldBe(["opened"]);
    }

    [Fact]
    public async Task An_opening_without_a_user_agent_is_a_persons()
    {
        await bed.ProcessAsync(SesEvents.Event("Open", $$"""
            "open":{"timestamp":"{{SesEvents.At(60)}}"}
            """, "order-1"));
        bed.Record.Status.ShouldBe(EmailStatus.Opened);
    }
}

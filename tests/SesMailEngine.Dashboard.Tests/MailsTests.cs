namespace SesMailEngine.Dashboard.Tests;

public sealed class MailsTests(DashboardHost host)
{
    [Theory]
    [InlineData("text", "barbara.liskov@example.com", "barbara.liskov@example.com")]
    [InlineData("text", "barbara.lis", "barbara.liskov@")]
    [InlineData("text", SampleMail.Opened, "open@simulator.amazonses.com")]
    [InlineData("text", "is on its way", "shipping-notification")]
    [InlineData("template", "welcom", "TMPL001")]
    [InlineData("metadata", "orderId=1043", "frances.allen@example.com")]
    public async Task Mails_are_found_as_one_types(string field, string typed, string found)
    {
        await using var page = await host.OpenAsync("/mails");

        await page.Page.Locator($"[name={field}]").PressSequentiallyAsync(typed);
        await DashboardHost.UntilAsync(
            async () =>
            {
                var rows = await page.Page.Locator("#results tbody tr").AllInnerTextsAsync();
                return rows.Count > 0 && rows.All(row => row.Contains(found, StringComparison.Ordinal));
            },
            $"every row has {found}");

        page.Page.Url.ShouldNotContain("@");
        page.Page.Url.ShouldNotContain("%40");
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_works_without_script_and_its_address_names_nobody()
    {
        await using var page = await host.OpenAsync("/mails", hasScript: false);

        await page.Page.Locator("[name=text]").FillAsync("alan.turing@example.org");
        await page.Page.Locator("[name=status]").SelectOptionAsync("delivered");
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Search" }).ClickAsync();

        (await page.TextAsync("#results")).ShouldContain("alan.turing@example.org");
        (await page.Page.Locator("[name=text]").InputValueAsync()).ShouldBe("alan.turing@example.org");
        page.Requests.ShouldAllBe(url => !url.Contains("turing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_lead_from_the_newest_to_older_mails()
    {
        await using var page = await host.OpenAsync("/mails");
        var first = await page.TextAsync("#results tbody");

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Older" }).ClickAsync();

        var second = await page.TextAsync("#results tbody");
        second.ShouldNotBe(first);
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Newest" }).ClickAsync();
        (await page.Page.Locator("#results tbody tr").CountAsync()).ShouldBe(50);
    }

    [Fact]
    public async Task A_mail_shows_its_timeline_its_content_and_its_views()
    {
        await using var page = await host.OpenAsync($"/mail?id={SampleMail.Opened}");

        (await page.TextAsync(".timeline")).ShouldContain("open");
        (await page.Page.FrameLocator("iframe.mail-frame").Locator("body").InnerTextAsync()).ShouldContain("Compilers, hardback");
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Phone" }).ClickAsync();
        (await page.Page.Locator("iframe.mail-frame.phone").BoundingBoxAsync())!.Width.ShouldBeLessThanOrEqualTo(375);
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Metadata" }).ClickAsync();
        (await page.TextAsync("#content")).ShouldContain("1042");
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Text", Exact = true }).ClickAsync();
        (await page.TextAsync("#content")).ShouldContain("Compilers, hardback");
    }

    [Fact]
    public async Task A_failed_mail_says_why_and_what_to_do()
    {
        await using var page = await host.OpenAsync($"/mail?id={SampleMail.Failed}");

        var text = await page.TextAsync();
        text.ShouldContain("Missing required variables: ['price']");
        text.ShouldContain("Why");
        text.ShouldContain("The content of this mail is not kept");
    }

    [Fact]
    public async Task A_mail_that_is_not_there_is_said_not_to_be_there()
    {
        await using var page = await host.OpenAsync("/mail?id=no-such-mail");

        (await page.TextAsync()).ShouldContain("There is no mail with the id 'no-such-mail'");
    }
}

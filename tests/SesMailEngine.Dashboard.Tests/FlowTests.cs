using Microsoft.Playwright;

namespace SesMailEngine.Dashboard.Tests;

public sealed class FlowTests(DashboardHost host)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_address_is_suppressed_and_taken_off_again(bool hasScript)
    {
        var address = $"robin+{hasScript}@example.com".ToLowerInvariant();
        await using var page = await host.OpenAsync("/suppression", hasScript: hasScript);

        await page.Page.Locator("[name=email]").Last.FillAsync(address);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Suppress" }).ClickAsync();
        (await page.TextAsync(".notice")).ShouldContain($"{address} gets no more mail");
        var row = page.Page.Locator("tr", new() { HasText = address });
        await row.GetByText("Remove…").ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Remove from the list" }).ClickAsync();

        (await page.TextAsync(".notice")).ShouldContain("gets mail again");
        (await page.Page.Locator("tr", new() { HasText = address }).CountAsync()).ShouldBe(0);
        page.Requests.ShouldAllBe(url => !url.Contains("robin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_complained_cannot_be_taken_off()
    {
        await using var page = await host.OpenAsync("/suppression");
        var row = page.Page.Locator("tr", new() { HasText = "complaint@simulator.amazonses.com" });

        await row.GetByText("Remove…").ClickAsync();

        (await row.InnerTextAsync()).ShouldContain("Not possible here");
        (await row.GetByRole(AriaRole.Button).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_list_is_imported_and_exported()
    {
        await using var page = await host.OpenAsync("/suppression");

        await page.Page.Locator("[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "list.csv",
            MimeType = "text/csv",
            Buffer = "email,suppressionType,reason\nimported-1@example.com,bounce,hard-bounce\nimported-2@example.com\nno address\n"u8.ToArray(),
        });
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();

        (await page.TextAsync(".notice")).ShouldContain("2 addresses added, 0 on the list already, 1 lines not understood");
        var export = await host.Http.GetStringAsync(host.Address + "/suppression/export");
        export.ShouldContain("imported-1@example.com,bounce,hard-bounce,");
        export.ShouldContain("imported-2@example.com,manual,manual,");
    }

    [Fact]
    public async Task A_template_is_rendered_anew_as_its_data_is_edited()
    {
        await using var page = await host.OpenAsync("/template?name=welcome");
        var data = page.Page.Locator("[name=data]");

        await data.FillAsync("""{"userName": "Zora", "companyName": "Quux <b>&amp; Sons</b>"}""");

        await DashboardHost.UntilAsync(
            async () => (await page.Page.FrameLocator("#preview iframe >> nth=0").Locator("body").InnerTextAsync()).Contains("Zora", StringComparison.Ordinal),
            "the preview greets Zora");
        (await page.TextAsync("#preview")).ShouldContain("Checks");
        await data.FillAsync("{ not json");
        await page.Page.GetByText("The data is not JSON yet").WaitForAsync();
        await data.FillAsync("{}");
        await page.Page.GetByText("The data lacks 'userName', which is required.").WaitForAsync();
        page.Foreign.ShouldBeEmpty();
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_mail_goes_the_way_of_any_other()
    {
        await using var page = await host.OpenAsync("/template?name=welcome&view=send");

        await page.Page.Locator("[name=to]").FillAsync("tester@example.com");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Send test mail" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/mail?id=**");

        await DashboardHost.UntilAsync(
            async () =>
            {
                await page.Page.ReloadAsync();
                return (await page.TextAsync()).Contains("tester@example.com", StringComparison.Ordinal);
            },
            "the test mail has a record");
        (await page.TextAsync()).ShouldContain("sesmailengine.dashboard");
    }

    [Fact]
    public async Task Dead_letters_are_looked_at_redriven_and_discarded()
    {
        await using var page = await host.OpenAsync("/dead-letters");
        (await page.TextAsync()).ShouldContain("unreadable");

        var group = page.Page.Locator(".group", new() { HasText = "unknown" });
        await group.GetByText("Look at all 2").ClickAsync();
        (await group.InnerTextAsync()).ShouldContain("radia.perlman@example.com");
        await group.GetByRole(AriaRole.Button, new() { Name = "Redrive all of these" }).ClickAsync();

        (await page.TextAsync(".notice")).ShouldBe("2 letters put back to work.");
        await DashboardHost.UntilAsync(
            async () =>
            {
                await page.GoAsync("/mail?id=given-up-1");
                return (await page.TextAsync()).Contains("radia.perlman@example.com", StringComparison.Ordinal);
            },
            "the redriven mail has a record");
        await page.GoAsync("/dead-letters");
        await page.Page.GetByText("Discard…").ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Discard 1 letter" }).ClickAsync();
        (await page.TextAsync(".notice")).ShouldBe("1 letter thrown away.");
        (await page.TextAsync()).ShouldContain("No dead letters");
        await SampleMail.DeadLettersAsync(host);
    }

    [Fact]
    public async Task New_mail_comes_to_the_first_page_by_itself_until_it_is_paused()
    {
        await using var page = await host.OpenAsync("/");
        await page.Page.Locator("[data-state=open]").WaitForAsync();

        await host.SendAsync(new { emailId = "live-1", to = "live@example.com", templateName = "welcome", templateData = new { userName = "Live", companyName = "Now" } });

        await page.Page.Locator("#feed").GetByText("Welcome to Now, Live!").First.WaitForAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause updates" }).ClickAsync();
        (await page.TextAsync("#pause")).ShouldBe("Resume updates");
        page.Complaints.ShouldBeEmpty();
    }
}

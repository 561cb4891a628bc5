using System.Text.Json;
using Microsoft.Playwright;

namespace SesMailEngine.Dashboard.Tests;

public sealed class EveryPageTests(DashboardHost host)
{
    private static readonly string Axe = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    public static TheoryData<string, string> Pages => new()
    {
        { "/", "Overview" },
        { "/mails", "Mails" },
        { "/mails?status=failed", "Mails" },
        { $"/mail?id={SampleMail.Opened}", "Your order A-1042" },
        { $"/mail?id={SampleMail.Opened}&view=text", "Your order A-1042" },
        { $"/mail?id={SampleMail.Opened}&view=headers", "Your order A-1042" },
        { $"/mail?id={SampleMail.Opened}&view=metadata", "Your order A-1042" },
        { $"/mail?id={SampleMail.Failed}", "(no subject)" },
        { "/suppression", "Suppression" },
        { "/templates", "Templates" },
        { "/template?name=welcome", "welcome" },
        { "/template?name=welcome&view=source", "welcome" },
        { "/template?name=welcome&view=diff", "welcome" },
        { "/template?name=welcome&view=send", "welcome" },
        { "/dead-letters", "Dead letters" },
        { "/rules", "Rules and targets" },
        { "/alarms", "Alarms" },
        { "/settings", "Settings" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_has_no_barrier_and_asks_nobody_else(string path, string heading)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var page = await host.OpenAsync(path, scheme: scheme);

            (await page.TextAsync("h1")).ShouldStartWith(heading);
            foreach (var closed in await page.Page.Locator("details:not([open]) > summary").AllAsync())
            {
                if (await closed.IsVisibleAsync()) await closed.ClickAsync();
            }
            (await BarriersAsync(page)).ShouldBeEmpty($"{path}, {scheme}");
            page.Foreign.ShouldBeEmpty();
            page.Complaints.ShouldBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_fits_a_phone(string path, string heading)
    {
        await using var page = await host.OpenAsync(path, width: 390, height: 844);

        (await page.TextAsync("h1")).ShouldStartWith(heading);
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_read_without_script(string path, string heading)
    {
        await using var page = await host.OpenAsync(path, hasScript: false);

        (await page.TextAsync("h1")).ShouldStartWith(heading);
    }

    [Fact]
    public async Task Dark_screens_get_a_dark_page()
    {
        await using var light = await host.OpenAsync("/");
        await using var dark = await host.OpenAsync("/", scheme: ColorScheme.Dark);

        const string Background = "getComputedStyle(document.body).backgroundColor";
        (await light.Page.EvaluateAsync<string>(Background)).ShouldBe("rgb(245, 246, 248)");
        (await dark.Page.EvaluateAsync<string>(Background)).ShouldBe("rgb(14, 17, 23)");
    }

    [Fact]
    public async Task The_keyboard_reaches_content_navigation_and_search()
    {
        await using var page = await host.OpenAsync("/mails");

        await page.Page.Keyboard.PressAsync("Tab");
        (await page.Page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("Skip to content");
        await page.Page.Keyboard.PressAsync("Enter");
        (await page.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
        await page.Page.Keyboard.PressAsync("/");
        (await page.Page.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("text");
    }

    private static async Task<IReadOnlyList<string>> BarriersAsync(WatchedPage page)
    {
        await page.Page.EvaluateAsync(Axe);
        // Mails in frames are others' work, and run no script to be looked at with.
        var result = await page.Page.EvaluateAsync<JsonElement>("axe.run(document, { iframes: false })");
        return [.. result.GetProperty("violations").EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{violation.GetProperty("id").GetString()}: {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => node.GetProperty("html").GetString()))}")];
    }
}

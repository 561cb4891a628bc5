using Microsoft.Playwright;

namespace SesMailEngine.Dashboard.Tests;

/// <summary>The pictures of the documents: made into SESMAILENGINE_PICTURES when it is set (see the script <c>pictures</c>), and thrown away otherwise.</summary>
public sealed class PictureTests(DashboardHost host)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SESMAILENGINE_PICTURES");

    public static TheoryData<string, string, bool> Pages => new()
    {
        { "overview", "/", true },
        { "mails", "/mails", true },
        { "mail", $"/mail?id={SampleMail.Opened}", true },
        { "mail-failed", $"/mail?id={SampleMail.Failed}", false },
        { "suppression", "/suppression", false },
        { "templates", "/templates", false },
        { "template", "/template?name=purchase-confirmation", false },
        { "dead-letters", "/dead-letters", false },
        { "rules", "/rules", false },
        { "alarms", "/alarms", false },
        { "settings", "/settings", false },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_pictured(string name, string path, bool alsoDark)
    {
        foreach (var (width, height) in ((int, int)[])[(1280, 860), (390, 844)])
        {
            foreach (var scheme in alsoDark ? (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark] : [ColorScheme.Light])
            {
                await using var page = await host.OpenAsync(path, width, height, scheme);
                var picture = await page.Page.ScreenshotAsync();
                picture.Length.ShouldBeGreaterThan(5_000);
                if (Folder is { Length: > 0 })
                    await File.WriteAllBytesAsync(Path.Combine(Folder, $"dashboard-{name}-{width}{(scheme == ColorScheme.Dark ? "-dark" : "")}.png"), picture);
            }
        }
    }
}

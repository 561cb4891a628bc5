using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace SesMailEngine.Dashboard.Tests;

/// <summary>Mail that wants to run, to send, to call home, or to look like the page around it.</summary>
public sealed class HostileMailTests(DashboardHost host)
{
    private const string Deeds = """
        <html><head>
        <base href="{tracker}/base/">
        <meta http-equiv="refresh" content="0;url={tracker}/refresh">
        <link rel="stylesheet" href="{tracker}/style.css"><link rel="preconnect" href="{tracker}"><link rel="dns-prefetch" href="{tracker}"><link rel="prefetch" href="{tracker}/prefetch">
        <style>@import url({tracker}/import.css); body { background: url({tracker}/background.png) } @font-face { font-family: x; src: url({tracker}/font.woff2) } p { font-family: x }</style>
        <script>window.top.document.title = 'taken'; document.documentElement.dataset.ran = 'yes'; fetch('{tracker}/script')</script>
        </head><body onload="document.documentElement.dataset.ran = 'yes'">
        <p id="said">Dear reader</p>
        <img src="{tracker}/pixel.gif" alt="">
        <img src="x" onerror="document.documentElement.dataset.ran = 'yes'">
        <svg xmlns="http://www.w3.org/2000/svg" onload="document.documentElement.dataset.ran = 'yes'"><script>document.documentElement.dataset.ran = 'yes'</script><image href="{tracker}/svg.png"/><use href="{tracker}/use.svg#x"/></svg>
        <iframe src="{tracker}/frame"></iframe><iframe srcdoc="<script>parent.document.documentElement.dataset.ran='yes'</script>"></iframe>
        <object data="{tracker}/object"></object><embed src="{tracker}/embed"><video src="{tracker}/video.mp4" autoplay></video><audio src="{tracker}/audio.mp3" autoplay></audio>
        <form id="f" action="{tracker}/form" method="post"><input name="card" value="4111"><button id="go">Pay</button></form>
        <form action="/suppression" method="post"><input name="action" value="add"><button id="own">Own</button></form>
        <a id="away" href="{tracker}/link">Go</a> <a id="top" target="_top" href="{tracker}/top">Top</a> <a id="js" href="javascript:document.documentElement.dataset.ran='yes'">JS</a>
        </body></html>
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_stays_inert(bool isFramed)
    {
        using var tracker = new Tracker();
        var id = await host.SendDirectAsync("victim@example.com", "</title><script>document.title='taken'</script>", Deeds.Replace("{tracker}", tracker.Address, StringComparison.Ordinal));
        await using var page = await host.OpenAsync(isFramed ? $"/mail?id={id}" : $"/mail/frame?id={id}");
        var mail = isFramed ? page.Page.Frames[1] : page.Page.MainFrame;

        (await mail.Locator("#said").InnerTextAsync()).ShouldBe("Dear reader");
        foreach (var button in (string[])["#go", "#own", "#js", "#top", "#away"])
        {
            // Of a page that may do nothing a click does nothing; some clicks end in a page the policy refuses to show.
            await mail.Locator(button).ClickAsync(new LocatorClickOptions { Timeout = 2000, Force = true });
            if (mail.Url.Contains("/mail/frame", StringComparison.Ordinal)) continue;
            break;
        }
        await page.Page.WaitForTimeoutAsync(800);

        // A link in a mail opened by itself is followed when it is clicked, as any link; in the page's frame it is not.
        tracker.Asked.Where(path => isFramed || path is not ("/link" or "/top" or "/favicon.ico")).ShouldBeEmpty();
        (await page.Page.TitleAsync()).ShouldNotBe("taken");
        if (isFramed)
        {
            page.Page.Url.ShouldContain("/mail?id=");
            (await page.Page.EvaluateAsync<bool>("document.querySelector('iframe').contentDocument === null")).ShouldBeTrue();
        }
        foreach (var frame in page.Page.Frames.Where(frame => frame.Url.Contains("/mail/frame", StringComparison.Ordinal)))
        {
            (await frame.EvaluateAsync<string?>("document.documentElement.dataset.ran ?? null")).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Remote_pictures_come_when_they_are_asked_for_and_nothing_else_does()
    {
        using var tracker = new Tracker();
        var id = await host.SendDirectAsync("victim@example.com", "Pictures", Deeds.Replace("{tracker}", tracker.Address, StringComparison.Ordinal).Replace("<meta", "<x-meta", StringComparison.Ordinal));
        await using var page = await host.OpenAsync($"/mail?id={id}");
        (await page.TextAsync("#content")).ShouldContain("Remote content is off.");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Load it" }).ClickAsync();
        await DashboardHost.UntilAsync(() => Task.FromResult(tracker.Asked.Contains("/pixel.gif")), "the picture is loaded");
        await page.Page.WaitForTimeoutAsync(500);

        tracker.Asked.ShouldBeSubsetOf(["/pixel.gif", "/prefetch", "/style.css", "/import.css", "/background.png", "/font.woff2", "/svg.png", "/base/x"]);
        (await page.Page.Frames[1].EvaluateAsync<string?>("document.documentElement.dataset.ran ?? null")).ShouldBeNull();
    }

    [Fact]
    public async Task A_hostile_subject_is_text_everywhere()
    {
        await host.SendAsync(new
        {
            emailId = "<img src=x onerror=alert(1)>",
            to = "victim@example.com",
            templateName = "welcome",
            subject = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">",
            templateData = new { userName = "\"><script>document.title='taken'</script>", companyName = "x" },
            metadata = new Dictionary<string, string> { ["<b onclick=alert(1)>"] = "</dl><script>document.title='taken'</script>" },
        });
        await using var page = await host.OpenAsync("/mails");
        await DashboardHost.UntilAsync(
            async () =>
            {
                await page.Page.ReloadAsync();
                return (await page.TextAsync("#results")).Contains("<script>", StringComparison.Ordinal);
            },
            "the mail is listed");

        await page.Page.Locator("#results a", new() { HasText = "<script>" }).First.ClickAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Metadata" }).ClickAsync();
        (await page.TextAsync("#content")).ShouldContain("<b onclick=alert(1)>");
        await page.GoAsync("/");
        (await page.TextAsync("#feed")).ShouldContain("<script>");

        (await page.Page.TitleAsync()).ShouldStartWith("Overview");
        page.Complaints.ShouldBeEmpty();
    }

    /// <summary>Somebody else's server, which notes who comes.</summary>
    private sealed class Tracker : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Tracker()
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            }
            _listener.Prefixes.Add(Address + "/");
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address { get; }

        public ConcurrentQueue<string> Asked { get; } = new();

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    Asked.Enqueue(context.Request.Url!.AbsolutePath);
                    context.Response.StatusCode = 200;
                    context.Response.Close();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}

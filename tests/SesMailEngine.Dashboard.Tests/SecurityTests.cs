using System.Net;

namespace SesMailEngine.Dashboard.Tests;

public sealed class SecurityTests(DashboardHost host)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData("/suppression", "action=add&email=a%40example.com")]
    [InlineData("/dead-letters", "action=discard&queue=requests&error=unknown")]
    [InlineData("/template", "action=send&name=welcome&to=a%40example.com")]
    [InlineData("/mails", "text=a")]
    public async Task A_form_without_the_pages_token_is_refused(string path, string form)
    {
        foreach (var token in (string[])["", "&token=made-up"])
        {
            using var answer = await PostAsync(host.Address + path, form + token);

            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Pages_of_others_and_rebound_names_are_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address + "/suppression") { Content = new StringContent("action=add", null, "application/x-www-form-urlencoded") };
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await host.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_page_allows_no_inline_script_no_frame_around_it_and_is_not_kept()
    {
        using var answer = await host.Http.GetAsync(host.Address + "/mails");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(" style=");
    }

    [Fact]
    public async Task The_first_view_is_small_and_quick_and_its_files_are_kept()
    {
        await host.Http.GetStringAsync(host.Address + "/");
        var started = TimeProvider.System.GetTimestamp();
        var page = await host.Http.GetStringAsync(host.Address + "/");
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromMilliseconds(100));

        var size = page.Length;
        foreach (var path in page.Split('"').Where(part => part.StartsWith("/assets/", StringComparison.Ordinal)))
        {
            using var asset = await host.Http.GetAsync(host.Address + path);
            asset.Headers.CacheControl!.ToString().ShouldContain("immutable");
            size += (await asset.Content.ReadAsByteArrayAsync()).Length;
        }
        size.ShouldBeLessThan(150_000);
    }

    [Fact]
    public async Task With_access_keys_the_dashboard_needs_the_password_once()
    {
        var folder = Directory.CreateTempSubdirectory("sesmailengine-dashboard-").FullName;
        await using (var locked = await DashboardHost.StartAsync(folder, Password, hasKeys: true))
        {
            var address = locked.Address.GetLeftPart(UriPartial.Authority);
            using (var closed = await host.Http.GetAsync(address + "/mails")) closed.Headers.Location!.ToString().ShouldBe("/login");
            using (var wrong = await PostAsync(address + "/login", "password=wrong")) wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            await using var page = await host.OpenAsync("/mails", address: address);

            await page.Page.Locator("[name=password]").FillAsync(Password);
            await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Log in" }).ClickAsync();

            (await page.TextAsync("h1")).ShouldBe("Overview");
            var cookie = (await page.Page.Context.CookiesAsync()).Single();
            cookie.HttpOnly.ShouldBeTrue();
            cookie.SameSite.ShouldBe(Microsoft.Playwright.SameSiteAttribute.Strict);
            await page.GoAsync("/suppression");
            await page.Page.Locator("[name=email]").Last.FillAsync("kept@example.com");
            await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Suppress" }).ClickAsync();
            (await page.TextAsync(".notice")).ShouldContain("gets no more mail");
            await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
            (await page.TextAsync("h1")).ShouldBe("Log in");
            using var stolen = new HttpRequestMessage(HttpMethod.Get, address + "/mails");
            stolen.Headers.Add("Cookie", $"{cookie.Name}={cookie.Value}");
            using var after = await host.Http.SendAsync(stolen);
            after.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Guessing_passwords_is_slowed_down()
    {
        var folder = Directory.CreateTempSubdirectory("sesmailengine-dashboard-").FullName;
        await using (var locked = await DashboardHost.StartAsync(folder, Password, hasKeys: true))
        {
            var address = locked.Address.GetLeftPart(UriPartial.Authority);
            for (var guess = 0; guess < 10; guess++)
            {
                using var wrong = await PostAsync(address + "/login", $"password=guess{guess}");
                wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            }
            using var right = await PostAsync(address + "/login", "password=" + Uri.EscapeDataString(Password));
            right.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_a_password_a_host_with_access_keys_shows_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("sesmailengine-dashboard-").FullName;
        await using (var locked = await DashboardHost.StartAsync(folder, hasKeys: true))
        {
            using var answer = await host.Http.GetAsync(locked.Address.GetLeftPart(UriPartial.Authority) + "/mails");
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<table");
        }
        Directory.Delete(folder, recursive: true);
    }

    private Task<HttpResponseMessage> PostAsync(string address, string form) =>
        host.Http.PostAsync(address, new StringContent(form, null, "application/x-www-form-urlencoded"));
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Dashboard.Tests;

/// <summary>The embedded host with some mail in it, and a real browser. One for all tests of an assembly.</summary>
public sealed class DashboardHost : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly string _folder = Directory.CreateTempSubdirectory("sesmailengine-dashboard-").FullName;
    private EmbeddedHost? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The host's address, without a slash at its end.</summary>
    public string Address => _host!.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>For requests without a browser; follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium)) throw new InvalidOperationException($"The dashboard's tests need {Chromium}. On Debian: apt-get install chromium");
        _host = await StartAsync(_folder);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        await SampleMail.FillAsync(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Starts a host of its own for a test.</summary>
    internal static Task<EmbeddedHost> StartAsync(string folder, string? password = null, bool hasKeys = false)
    {
        SettingValue[] given = [new("FeedbackDelay", "0", "test"), new("MaxSendRate", "500", "test"), new("Max24HourSend", "50000", "test")];
        var settings = SettingsCatalogue.Read([given], out _);
        return EmbeddedHost.StartAsync(
            new EmbeddedHostOptions
            {
                DataFolder = folder,
                Settings = settings,
                Endpoint = new AwsEndpointOptions
                {
                    Names = new ResourceNames("sesmailengine", "000000000000", "us-east-1"),
                    Address = IPAddress.Loopback,
                    Port = 0,
                    DashboardPassword = password,
                    AccessKeys = hasKeys ? [new AccessKey("AKIDTEST", "a-long-enough-secret")] : [],
                },
            },
            TimeProvider.System, CancellationToken.None);
    }

    /// <summary>A page of a browser of its own: no cookies, nothing cached.</summary>
    public async Task<WatchedPage> OpenAsync(
        string path, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, bool hasScript = true, string? address = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = hasScript,
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(15_000);
        var page = new WatchedPage(await context.NewPageAsync(), address ?? Address);
        await page.GoAsync(path);
        return page;
    }

    /// <summary>Puts a request on the bus.</summary>
    internal Task SendAsync(object detail, string source = "shop.checkout") => SendAsync([JsonSerializer.Serialize(detail)], source);

    /// <summary>Puts requests on the bus.</summary>
    internal Task SendAsync(IReadOnlyList<string> details, string source = "shop.checkout") =>
        _host!.Bus.PutAsync([.. details.Select(detail => new BusEvent(source, "Email Request", detail))], CancellationToken.None);

    /// <summary>Calls an operation of the AWS JSON protocol.</summary>
    public async Task<JsonElement> CallAsync(string target, object parameters, string version = "1.0")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + "/") { Content = new StringContent(JsonSerializer.Serialize(parameters), Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/x-amz-json-{version}");
        request.Headers.Add("X-Amz-Target", target);
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body.Length == 0 ? "{}" : body).RootElement;
    }

    /// <summary>Sends a mail as an application does that calls SES itself; its message id.</summary>
    public async Task<string> SendDirectAsync(string to, string subject, string html)
    {
        var body = JsonSerializer.Serialize(new
        {
            FromEmailAddress = "noreply@example.com",
            Destination = new { ToAddresses = new[] { to } },
            Content = new { Simple = new { Subject = new { Data = subject }, Body = new { Html = new { Data = html }, Text = new { Data = "text" } } } },
        });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(Address + "/v2/email/outbound-emails", content);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("MessageId").GetString()!;
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await holds()) return;
            await Task.Delay(50);
        }
        throw new TimeoutException($"It did not come to pass: {what}");
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace SesMailEngine.Cli.Tests.Documents;

// Started once for the tests of a class: public sealed class OrderTests(MailHost host) : IClassFixture<MailHost>
public sealed class MailHost : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("mail-host-").FullName;
    private readonly HttpClient http = new();
    private Process process = null!;

    public Uri Url { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }
        var command = Environment.GetEnvironmentVariable("SESMAILENGINE") ?? "./sesmailengine";
        string[] arguments = ["up", "--port", $"{Url.Port}", "--data", data, "--set", "FeedbackDelay=0.05"];
        process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        for (var tries = 0; ; tries++)
        {
            try
            {
                await http.GetStringAsync(new Uri(Url, "/health"));
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && tries < 600)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    // The mails with this emailId, once there is one.
    public async Task<JsonArray> MailsAsync(string emailId, CancellationToken cancellationToken)
    {
        var page = new Uri(Url, $"/_aws/ses?id={Uri.EscapeDataString(emailId)}");
        while (true)
        {
            var mails = JsonNode.Parse(await http.GetStringAsync(page, cancellationToken))!["messages"]!.AsArray();
            if (mails.Count > 0) return mails;
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        Directory.Delete(data, recursive: true);
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Local;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.Tests.Hosting;

/// <summary>The real endpoint on a free loopback port, over whatever fakes a test gives it.</summary>
internal sealed class RunningEndpoint : IAsyncDisposable
{
    public static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");

    private readonly WebApplication _app;

    private RunningEndpoint(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = AwsEndpoint.AddressOf(app) };
    }

    public HttpClient Client { get; }

    public static async Task<RunningEndpoint> StartAsync(
        IReadOnlyList<IAwsService> services, IReadOnlyList<ILocalPage>? pages = null, IReadOnlyList<AccessKey>? keys = null,
        ILog? log = null, TimeProvider? time = null, string? password = null)
    {
        var options = new AwsEndpointOptions
        {
            Names = Names,
            Address = IPAddress.Loopback,
            Port = 0,
            AccessKeys = keys ?? [],
            DashboardPassword = password,
        };
        var app = AwsEndpoint.Create(options, services, pages ?? [], log ?? new ListLog(), time ?? TimeProvider.System);
        await app.StartAsync();
        return new RunningEndpoint(app);
    }

    /// <summary>A JSON call as clients make it.</summary>
    public async Task<Answer> JsonAsync(string target, string body, string version = "1.0", Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", target);
        request.Content = new StringContent(body);
        request.Content.Headers.ContentType = new($"application/x-amz-json-{version}");
        change?.Invoke(request);
        return await SendAsync(request);
    }

    /// <summary>A query call as older clients make it.</summary>
    public async Task<Answer> QueryAsync(string form, string path = "/")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(form);
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded") { CharSet = "utf-8" };
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

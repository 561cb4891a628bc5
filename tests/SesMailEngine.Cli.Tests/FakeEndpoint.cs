using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SesMailEngine.Cli.Tests;

/// <summary>A tiny HTTP server on loopback: keeps what it is asked and answers each operation with what a test gave for it.</summary>
internal sealed class FakeEndpoint : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Dictionary<string, (int Status, string Body)> answers = new(StringComparer.Ordinal);
    private readonly List<FakeRequest> requests = [];
    private readonly Lock gate = new();

    private FakeEndpoint(WebApplication application)
    {
        this.application = application;
        application.Run(AnswerAsync);
    }

    public string Url => application.Urls.Single();

    public IReadOnlyList<FakeRequest> Requests
    {
        get { lock (gate) return [.. requests]; }
    }

    public static async Task<FakeEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var endpoint = new FakeEndpoint(builder.Build());
        await endpoint.application.StartAsync();
        return endpoint;
    }

    /// <summary>The answer to an operation (<c>X-Amz-Target</c>, or method and path); <c>{}</c> when none is given.</summary>
    public FakeEndpoint With(string operation, string body, int status = 200)
    {
        answers[operation] = (status, body);
        return this;
    }

    /// <summary>The bodies an operation was called with.</summary>
    public IEnumerable<JsonElement> Calls(string operation) => Requests.Where(request => request.Operation == operation).Select(request => request.Json());

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var operation = http.Request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target ? target : $"{http.Request.Method} {http.Request.Path}";
        lock (gate) requests.Add(new(operation, http.Request.Headers.Authorization.ToString(), body.ToArray()));
        var (status, answer) = answers.GetValueOrDefault(operation, (200, "{}"));
        http.Response.StatusCode = status;
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer));
    }
}

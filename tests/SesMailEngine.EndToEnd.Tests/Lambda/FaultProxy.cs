using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SesMailEngine.EndToEnd.Tests.Lambda;

/// <summary>
/// Stands between the function and a service: passes calls on and keeps them, answers in the service's place, or lets the
/// answer get lost after the service did what it was asked.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private static readonly string[] NotPassedOn = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect"];

    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Uri target;

    private FaultProxy(Uri target)
    {
        this.target = target;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(PassAsync);
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>The calls that were passed on and answered well.</summary>
    public ConcurrentQueue<Call> Passed { get; } = [];

    /// <summary>Decides what becomes of a call; null passes it on.</summary>
    public Func<Call, Fault?> Rule { get; set; } = _ => null;

    public static async Task<FaultProxy> StartAsync(Uri target)
    {
        var proxy = new FaultProxy(target);
        await proxy.app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var call = new Call(context.Request.Headers["X-Amz-Target"].ToString(), context.Request.Path, await reader.ReadToEndAsync());
        var fault = Rule(call);
        if (fault is { Status: > 0 })
        {
            context.Response.StatusCode = fault.Status;
            context.Response.ContentType = "application/json";
            if (fault.Status >= 400) context.Response.Headers["x-amzn-ErrorType"] = fault.Name;
            await context.Response.WriteAsync(fault.Body ?? $$"""{"__type":"{{fault.Name}}","message":"{{fault.Name}}"}""");
            return;
        }
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(target, context.Request.Path + context.Request.QueryString));
        request.Content = new StringContent(call.Body);
        request.Content.Headers.Clear();
        foreach (var (name, value) in context.Request.Headers)
        {
            if (NotPassedOn.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value)) request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value);
        }
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (response.IsSuccessStatusCode) Passed.Enqueue(call with { Answer = System.Text.Encoding.UTF8.GetString(body) });
        if (fault is not null)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, value) in response.Headers.Concat(response.Content.Headers))
        {
            if (!NotPassedOn.Contains(name, StringComparer.OrdinalIgnoreCase)) context.Response.Headers[name] = value.ToArray();
        }
        await context.Response.Body.WriteAsync(body);
    }

    /// <summary>A call to a service.</summary>
    internal sealed record Call(string Target, string Path, string Body, string Answer = "");

    /// <summary>An answer in the service's place, mostly an error; with status 0 the service's own answer gets lost.</summary>
    internal sealed record Fault(int Status, string Name)
    {
        public static Fault LostAnswer { get; } = new(0, "");

        /// <summary>The answer's body; null for an error of the name.</summary>
        public string? Body { get; init; }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;

namespace SesMailEngine.Server.Tests.Targets;

/// <summary>An HTTP endpoint on loopback that notes what it gets. <c>/silent</c> is never answered.</summary>
internal sealed class Receiver : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpListener _listener = new();
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private int _count;

    /// <summary>Listens on a free port.</summary>
    public Receiver()
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>The status and X-Amz-Function-Error of the next answers; after them <see cref="Standard"/>.</summary>
    public ConcurrentQueue<(int Status, string? FunctionError)> Answers { get; } = new();

    /// <summary>The status when nothing else is said.</summary>
    public int Standard { get; set; } = 200;

    /// <summary>Requests so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The next request, when it comes.</summary>
    public async Task<Call> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _calls.Reader.ReadAsync(limit.Token);
    }

    /// <summary>The next request, if there is one.</summary>
    public Call? Take() => _calls.Reader.TryRead(out var call) ? call : null;

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var reader = new StreamReader(context.Request.InputStream);
            var request = context.Request;
            var headers = request.Headers.AllKeys.ToDictionary(key => key!, key => request.Headers[key]!, StringComparer.OrdinalIgnoreCase);
            var call = new Call(request.HttpMethod, request.RawUrl!, request.ContentType, headers, await reader.ReadToEndAsync());
            Interlocked.Increment(ref _count);
            if (call.Target == "/silent")
            {
                await _calls.Writer.WriteAsync(call);
                continue;
            }
            var (status, functionError) = Answers.TryDequeue(out var answer) ? answer : (Standard, null);
            context.Response.StatusCode = status;
            if (status is 302) context.Response.Headers["Location"] = Url + "elsewhere";
            if (functionError is not null) context.Response.Headers["X-Amz-Function-Error"] = functionError;
            context.Response.Close();
            await _calls.Writer.WriteAsync(call);
        }
    }

    /// <summary>A request as it came.</summary>
    internal sealed record Call(string Method, string Target, string? ContentType, IReadOnlyDictionary<string, string> Headers, string Body);
}

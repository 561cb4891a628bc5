using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace SesMailEngine.Lambda.Tests.Runtime;

/// <summary>
/// A Lambda Runtime API (2018-06-01) on loopback: gives out calls and takes their answers, as
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html says. Answers in chunks and with a told length in turn.
/// </summary>
internal sealed class LocalRuntimeApi : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<Call> calls = Channel.CreateUnbounded<Call>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Answer>> open = new();
    private readonly TaskCompletionSource<Answer> initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task accepting;
    private int count;

    public LocalRuntimeApi()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => listener.LocalEndpoint.ToString()!;

    public bool ClosesAfterEachAnswer { get; set; }

    /// <summary>The report of a function that could not start.</summary>
    public Task<Answer> InitError => initError.Task;

    /// <summary>Gives out a call; the task is its answer.</summary>
    public Task<Answer> Enqueue(string payload, TimeSpan? timeout = null, string? traceId = null)
    {
        var id = $"request-{Interlocked.Increment(ref count)}";
        var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[id] = answer;
        calls.Writer.TryWrite(new(id, payload, timeout ?? TimeSpan.FromSeconds(30), traceId));
        return answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        try
        {
            for (var isChunked = false; ; isChunked = !isChunked)
            {
                if (await ReadLineAsync(stream) is not { Length: > 0 } start) return;
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await ReadLineAsync(stream) is { Length: > 0 } line) headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
                var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
                await stream.ReadExactlyAsync(body, stopping.Token);
                await WriteAsync(stream, await AnswerAsync(start, headers, Encoding.UTF8.GetString(body)), isChunked);
                if (ClosesAfterEachAnswer) return;
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or IOException)
        {
        }
    }

    private async Task<(int Status, string Headers, string Body)> AnswerAsync(string start, Dictionary<string, string> headers, string body)
    {
        var path = start.Split(' ')[1];
        if (start.StartsWith("GET /2018-06-01/runtime/invocation/next ", StringComparison.Ordinal))
        {
            var call = await calls.Reader.ReadAsync(stopping.Token);
            var deadline = DateTimeOffset.UtcNow.Add(call.Timeout).ToUnixTimeMilliseconds();
            return (200, $"Lambda-Runtime-Aws-Request-Id: {call.Id}\r\nLambda-Runtime-Deadline-Ms: {deadline}\r\n"
                + $"Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:f\r\n"
                + (call.TraceId is null ? "" : $"Lambda-Runtime-Trace-Id: {call.TraceId}\r\n"), call.Payload);
        }
        var answer = new Answer(body, headers.GetValueOrDefault("Lambda-Runtime-Function-Error-Type"));
        if (path == "/2018-06-01/runtime/init/error")
        {
            initError.TrySetResult(answer);
            return (202, "", "{\"status\":\"OK\"}");
        }
        var parts = path.Split('/');
        return parts.Length == 6 && parts[5] is "response" or "error" && open.TryRemove(parts[4], out var waiting) && waiting.TrySetResult(answer)
            ? (202, "", "{\"status\":\"OK\"}")
            : (400, "", "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}");
    }

    private async Task WriteAsync(NetworkStream stream, (int Status, string Headers, string Body) answer, bool isChunked)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        var head = $"HTTP/1.1 {answer.Status} X\r\n{answer.Headers}Content-Type: application/json\r\n";
        head += isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : $"Content-Length: {body.Length}\r\n\r\n";
        if (isChunked) head += $"{body.Length:x}\r\n";
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body, .. isChunked ? "\r\n0\r\n\r\n"u8 : ""u8], stopping.Token);
    }

    private async Task<string> ReadLineAsync(NetworkStream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stopping.Token) == 1 && one[0] != '\n') line.Append((char)one[0]);
        return line.ToString().TrimEnd('\r');
    }

    /// <summary>What the function said.</summary>
    /// <param name="Body">The body.</param>
    /// <param name="ErrorType">The error's type; null for an answer.</param>
    internal sealed record Answer(string Body, string? ErrorType);

    private sealed record Call(string Id, string Payload, TimeSpan Timeout, string? TraceId);
}

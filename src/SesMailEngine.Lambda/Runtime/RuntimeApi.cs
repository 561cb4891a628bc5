using System.Globalization;
using System.Text;

namespace SesMailEngine.Lambda.Runtime;

/// <summary>The Runtime API over one connection; one call at a time.</summary>
internal sealed class RuntimeApi : IRuntimeApi, IDisposable
{
    private const string Root = "/2018-06-01/runtime/";

    private readonly RuntimeConnection connection;
    private readonly string host;

    /// <summary>An API.</summary>
    /// <param name="address">Host and port, as <c>AWS_LAMBDA_RUNTIME_API</c> tells them.</param>
    /// <exception cref="ArgumentException">It is no host and port.</exception>
    public RuntimeApi(string address)
    {
        var colon = address.LastIndexOf(':');
        var name = colon < 0 ? address : address[..colon];
        var port = 80;
        if (name.Length == 0 || (colon >= 0 && !int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)))
        {
            throw new ArgumentException($"'{address}' is no host and port.", nameof(address));
        }
        host = address;
        connection = new RuntimeConnection(name.Trim('[', ']'), port);
    }

    /// <inheritdoc/>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(Head("GET", "invocation/next", ""), cancellationToken);
        if (answer.Status != 200) throw Refused(answer);
        if (!answer.Headers.TryGetValue("Lambda-Runtime-Aws-Request-Id", out var requestId) || !IsToken(requestId))
        {
            throw new RuntimeApiException("The Runtime API's call has no usable id.", 0);
        }
        DateTimeOffset? deadline = long.TryParse(
            answer.Headers.GetValueOrDefault("Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds < 253_402_300_799_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null;
        return new(requestId, answer.Body, deadline, answer.Headers.GetValueOrDefault("Lambda-Runtime-Trace-Id"));
    }

    /// <inheritdoc/>
    public Task RespondAsync(string requestId, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) =>
        PostAsync($"invocation/{requestId}/response", answer, "", cancellationToken);

    /// <inheritdoc/>
    public Task FailAsync(string requestId, ErrorReport report, CancellationToken cancellationToken) =>
        PostAsync($"invocation/{requestId}/error", report.ToJson(), ErrorType("Handler", report), cancellationToken);

    /// <inheritdoc/>
    public Task FailInitAsync(ErrorReport report, CancellationToken cancellationToken) =>
        PostAsync("init/error", report.ToJson(), ErrorType("Init", report), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    // The form of the API's documents: category.reason.
    private static string ErrorType(string category, ErrorReport report) =>
        $"Lambda-Runtime-Function-Error-Type: {category}.{(IsToken(report.Type) ? report.Type : "Unknown")}\r\n";

    private static bool IsToken(string text) =>
        text.Length is > 0 and <= 256 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private async Task PostAsync(string path, ReadOnlyMemory<byte> body, string headers, CancellationToken cancellationToken)
    {
        var head = Head("POST", path, $"{headers}Content-Type: application/json\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n");
        var request = new byte[head.Length + body.Length];
        head.CopyTo(request, 0);
        body.CopyTo(request.AsMemory(head.Length));
        var answer = await connection.SendAsync(request, cancellationToken);
        if (answer.Status is < 200 or > 299) throw Refused(answer);
    }

    private byte[] Head(string method, string path, string headers) =>
        Encoding.ASCII.GetBytes($"{method} {Root}{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: sesmailengine\r\n{headers}\r\n");

    private static RuntimeApiException Refused(HttpAnswer answer)
    {
        var words = Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 500)]);
        return new($"The Runtime API answered {answer.Status}: {words}", answer.Status);
    }
}

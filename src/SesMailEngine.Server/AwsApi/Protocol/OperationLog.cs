using System.Collections.Concurrent;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Logs what clients ask that this host does not have: once for each operation or parameter, for a bounded number of them.</summary>
/// <param name="log">Where the lines go.</param>
internal sealed class OperationLog(ILog log)
{
    private const int MaxNames = 1000;

    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>An operation that is not supported.</summary>
    public void Unknown(AwsRequest request) => Once("an operation", NameOf(request));

    /// <summary>A parameter that is not supported.</summary>
    public void Unknown(AwsRequest request, string parameter) => Once("a parameter", $"{NameOf(request)} {parameter}");

    /// <summary>An exception nobody expected.</summary>
    public void Unexpected(AwsRequest request, Exception exception) =>
        log.Write(new LogEntry(
            LogLevel.Error,
            $"{request.Service.SigningName} {Printable(request.Operation)} failed unexpectedly (request {request.RequestId})")
        {
            Exception = exception,
        });

    private static string NameOf(AwsRequest request) =>
        $"{request.Service.SigningName} {(request.Operation.Length > 0 ? request.Operation : request.Http.Request.Method)}";

    private void Once(string what, string name)
    {
        if (_seen.Count < MaxNames && _seen.TryAdd(name, true))
            log.Write(new LogEntry(LogLevel.Warning, $"A client asked for {what} this host does not have: {Printable(name)}"));
    }

    private static string Printable(string text) =>
        string.Concat(text.Take(100).Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' ? c : '?'));
}

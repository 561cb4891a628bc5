using SesMailEngine.Core.Ports;

namespace SesMailEngine.Aws.Protocol;

/// <summary>Failures of calls as a port tells them.</summary>
internal static class PortFailures
{
    /// <summary>Runs a call of an SDK that repeats calls by itself.</summary>
    /// <exception cref="PortException">It failed.</exception>
    public static async Task<T> RunAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && CallFailures.Of(exception) is { } kind)
        {
            throw Of(operation, exception, kind);
        }
    }

    /// <summary>The failure of an operation; a refusal with the service's words.</summary>
    public static PortException Of(string operation, Exception exception, CallFailure kind)
    {
        var name = CallFailures.NameOf(exception);
        var words = kind == CallFailure.Refused && exception.Message.Length > 0 ? $": {exception.Message}" : "";
        return new PortException($"{operation}: {name}{words}", kind != CallFailure.Refused, name, exception);
    }

    /// <summary>A token that is none of the port's own.</summary>
    public static PortException InvalidToken() => new(
        "The token is not one of this query's.", isTransient: false, Core.Ports.Operations.IMailReader.InvalidToken);
}

using SesMailEngine.Core.Model;
using SesMailEngine.Lambda.Handlers;
using SesMailEngine.Lambda.Logs;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda;

/// <summary>
/// The process from start to end: makes the function that <c>_HANDLER</c> names, once, and serves its calls. What cannot
/// start is told to Lambda with the reason.
/// </summary>
/// <param name="api">The Runtime API.</param>
/// <param name="environment">The value of an environment variable; null for none.</param>
/// <param name="setTraceId">Takes the trace id of the call under way, where the SDKs look for it.</param>
/// <param name="output">Where log lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class Entrance(
    IRuntimeApi api, Func<string, string?> environment, Action<string?> setTraceId, Stream output, TimeProvider time)
{
    /// <summary>Serves calls until it is cancelled or the API ends it; gives the process's exit code.</summary>
    /// <param name="create">Makes the function; takes its settings and its log.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    public async Task<int> RunAsync(
        Func<FunctionSettings, ConsoleLog, InvocationHandler> create, CancellationToken cancellationToken)
    {
        var log = new ConsoleLog(output, environment("STACK_NAME") ?? "sesmailengine", LogLevel.Info, time);
        try
        {
            InvocationHandler handler;
            try
            {
                var settings = FunctionSettings.Read(environment);
                log.Dispose();
                log = new ConsoleLog(output, settings.Engine.Names.Stack, settings.LogLevel, time);
                handler = create(settings, log);
            }
#pragma warning disable CA1031 // Whatever keeps the function from starting is told to Lambda.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                await FailInitAsync(log, failure, cancellationToken);
                return 1;
            }
            await ServeAsync(log, handler, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (RuntimeApiException lost)
        {
            log.Write(new(LogLevel.Error, lost.Message) { Function = environment("_HANDLER") });
            return 1;
        }
        finally
        {
            log.Dispose();
        }
    }

    private Task ServeAsync(ConsoleLog log, InvocationHandler handler, CancellationToken cancellationToken)
    {
        var loop = new RuntimeLoop(api, async (invocation, nearDeadline) =>
        {
            log.RequestId = invocation.RequestId;
            setTraceId(invocation.TraceId);
            try
            {
                return await handler(invocation, nearDeadline);
            }
#pragma warning disable CA1031 // Told here, answered by the loop.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                log.Write(new(LogLevel.Error, $"The call failed: {failure.Message}")
                {
                    Function = environment("_HANDLER"),
                    Exception = failure is FeedbackFailedException ? null : failure,
                });
                throw;
            }
        }, time, LogFormat.Clean);
        return loop.RunAsync(cancellationToken);
    }

    private async Task FailInitAsync(ConsoleLog log, Exception failure, CancellationToken cancellationToken)
    {
        log.Write(new(LogLevel.Error, $"The function cannot start: {failure.Message}")
        {
            Function = environment("_HANDLER"),
            Exception = failure is MissingSettingException or InvalidSettingException ? null : failure,
        });
        await api.FailInitAsync(ErrorReport.Of(failure, LogFormat.Clean), cancellationToken);
    }
}

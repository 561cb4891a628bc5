using System.Globalization;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.Lambda;

namespace SesMailEngine.Server.Functions;

/// <summary>Runs functions as Lambda does: a failure is an answer, and what a run logged is at hand when it ends.</summary>
/// <param name="log">The log the functions write to.</param>
/// <param name="clock">The clock.</param>
internal sealed class FunctionRuns(InvocationLog log, TimeProvider clock)
{
    /// <summary>Runs a function once.</summary>
    /// <param name="function">The function.</param>
    /// <param name="requestId">The id of the invocation.</param>
    /// <param name="payload">JSON; may be empty.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <returns>Its answer, and the lines it logged with those Lambda puts around them.</returns>
    public async Task<(FunctionAnswer Answer, string Log)> RunAsync(
        LocalFunction function, string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        FunctionAnswer? answer = null;
        var lines = await log.CopyAsync(function.Name, async () => answer = await AnswerAsync(function, payload, cancellationToken));
        var took = clock.GetElapsedTime(started).TotalMilliseconds;
        return (answer!, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            START RequestId: {requestId} Version: {FunctionReference.Latest}
            {lines}END RequestId: {requestId}
            REPORT RequestId: {requestId}	Duration: {took:0.00} ms	Billed Duration: {Math.Ceiling(took):0} ms	Memory Size: {function.MemorySize} MB

            """));
    }

    private static async Task<FunctionAnswer> AnswerAsync(
        LocalFunction function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            return await function.Run(payload, cancellationToken);
        }
        catch (PortException error)
        {
            return FunctionAnswer.Failed(error.ErrorName ?? nameof(PortException), error.Message);
        }
    }
}

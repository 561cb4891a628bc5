namespace SesMailEngine.Lambda.Runtime;

/// <summary>
/// Takes one call after another and answers each. An error of the handler is answered as an error and the loop goes on; only
/// the API itself can end it.
/// </summary>
/// <param name="api">The Runtime API.</param>
/// <param name="handler">What the function does.</param>
/// <param name="time">The clock.</param>
/// <param name="mask">Takes out of an error's text what nobody but the recipient should read.</param>
internal sealed class RuntimeLoop(IRuntimeApi api, InvocationHandler handler, TimeProvider time, Func<string, string> mask)
{
    private static readonly TimeSpan ShortestMargin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long before the deadline a handler is told to come to an end: a fifth of its time, from half a second to five.
    /// In it fit one call that is under way, the record of what came of it, and the answer.
    /// </summary>
    /// <param name="timeout">The time from now to the deadline.</param>
    public static TimeSpan MarginOf(TimeSpan timeout)
    {
        var margin = timeout / 5;
        return margin < ShortestMargin ? ShortestMargin : margin > LongestMargin ? LongestMargin : margin;
    }

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="RuntimeApiException">The API cannot be reached any more, or told the process to end.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled between two calls.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var invocation = await api.NextAsync(cancellationToken);
            try
            {
                await AnswerAsync(invocation);
            }
            catch (RuntimeApiException refused) when (!refused.IsFatal)
            {
                // The call is over for the API (too late, or the answer too long): the next one is not concerned.
                await ReportAsync(invocation, refused);
            }
        }
    }

    private async Task AnswerAsync(Invocation invocation)
    {
        ReadOnlyMemory<byte> answer;
        try
        {
            answer = await HandleAsync(invocation);
        }
#pragma warning disable CA1031 // Whatever a handler throws is the call's error, not the process's.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await api.FailAsync(invocation.RequestId, ErrorReport.Of(failure, mask), CancellationToken.None);
            return;
        }
        await api.RespondAsync(invocation.RequestId, answer, CancellationToken.None);
    }

    private async Task<ReadOnlyMemory<byte>> HandleAsync(Invocation invocation)
    {
        if (invocation.Deadline is not { } deadline) return await handler(invocation, CancellationToken.None);
        var left = deadline - time.GetUtcNow();
        var usable = left - MarginOf(left);
        using var nearDeadline = usable > TimeSpan.Zero
            ? new CancellationTokenSource(usable < TimeSpan.FromDays(1) ? usable : TimeSpan.FromDays(1), time)
            : new CancellationTokenSource();
        if (usable <= TimeSpan.Zero) await nearDeadline.CancelAsync();
        return await handler(invocation, nearDeadline.Token);
    }

    private async Task ReportAsync(Invocation invocation, RuntimeApiException refused)
    {
        try
        {
            await api.FailAsync(invocation.RequestId, ErrorReport.Of(refused, mask), CancellationToken.None);
        }
        catch (RuntimeApiException again) when (!again.IsFatal)
        {
            // Told twice and not taken twice: Lambda has closed the call and reports it by itself.
        }
    }
}

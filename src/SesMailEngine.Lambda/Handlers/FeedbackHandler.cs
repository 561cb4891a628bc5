using SesMailEngine.Core.Feedback;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda.Handlers;

/// <summary>
/// Serves the feedback topic. SNS calls asynchronously, so an error makes Lambda call again, twice, and then put the event on
/// the dead letter queue (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
/// </summary>
/// <param name="processor">The engine's.</param>
internal sealed class FeedbackHandler(FeedbackProcessor processor)
{
    private static readonly ReadOnlyMemory<byte> Done = "{}"u8.ToArray();

    /// <summary>Processes the feedback of a call.</summary>
    /// <exception cref="FeedbackFailedException">It cannot be read, or a store does not answer.</exception>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(Invocation invocation, CancellationToken nearDeadline) =>
        await processor.ProcessAsync(invocation.Payload, nearDeadline) switch
        {
            FeedbackOutcome.Unparseable => throw new FeedbackFailedException("The feedback cannot be read."),
            FeedbackOutcome.Retry => throw new FeedbackFailedException("A store did not answer; processing it again completes it."),
            _ => Done,
        };
}

namespace SesMailEngine.Lambda.Handlers;

/// <summary>
/// Feedback that could not be processed. Lambda calls again twice, and then puts the event on the feedback dead letter queue.
/// </summary>
internal sealed class FeedbackFailedException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">Why.</param>
    public FeedbackFailedException(string message) : base(message)
    {
    }
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>The names of the dead letter queues and where their messages belong.</summary>
public static class DeadLetterQueues
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DeadLetterQueue> All { get; } = [DeadLetterQueue.Requests, DeadLetterQueue.Retries, DeadLetterQueue.Feedback];

    /// <summary>The word for people: <c>requests</c>, <c>retries</c> or <c>feedback</c>.</summary>
    public static string ToWord(this DeadLetterQueue queue) => queue switch
    {
        DeadLetterQueue.Requests => "requests",
        DeadLetterQueue.Retries => "retries",
        _ => "feedback",
    };

    /// <summary>What ends in it, in half a sentence.</summary>
    public static string Holds(this DeadLetterQueue queue) => queue switch
    {
        DeadLetterQueue.Requests => "requests that could not be handled in three deliveries",
        DeadLetterQueue.Retries => "soft-bounce retries that could not be handled",
        _ => "feedback from SES that could not be read or stored",
    };

    /// <summary>The queue's name.</summary>
    public static string NameIn(this DeadLetterQueue queue, ResourceNames names) => queue switch
    {
        DeadLetterQueue.Requests => names.EventBridgeDlq,
        DeadLetterQueue.Retries => names.RetryDlq,
        _ => names.FeedbackDlq,
    };

    /// <summary>The queue its messages go back to; null for feedback, which is published on its topic again.</summary>
    public static string? WorkQueueIn(this DeadLetterQueue queue, ResourceNames names) => queue switch
    {
        DeadLetterQueue.Requests => names.EmailQueue,
        DeadLetterQueue.Retries => names.RetryQueue,
        _ => null,
    };

    /// <summary>Finds a queue by its word or its name; null for none.</summary>
    public static DeadLetterQueue? Find(string text, ResourceNames names)
    {
        foreach (var queue in All)
        {
            if (queue.ToWord().Equals(text, StringComparison.OrdinalIgnoreCase) || queue.NameIn(names) == text) return queue;
        }
        return null;
    }
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Cli.DeadLetters;

// A dead letter queue of the stack, what ends in it, and where its messages go when they are redriven.
internal sealed record DeadLetterQueue(string Key, string Name, string? WorkQueue, string Holds)
{
    public static IReadOnlyList<DeadLetterQueue> Of(ResourceNames names) =>
    [
        new("requests", names.EventBridgeDlq, names.EmailQueue, "requests that could not be handled in three deliveries"),
        new("retries", names.RetryDlq, names.RetryQueue, "soft-bounce retries that could not be handled"),
        // Feedback comes from a topic: it is published there again.
        new("feedback", names.FeedbackDlq, null, "feedback from SES that could not be read or stored"),
    ];

    // The queue by its short word or its name.
    public static DeadLetterQueue? Find(ResourceNames names, string text) =>
        Of(names).FirstOrDefault(q => q.Key.Equals(text, StringComparison.OrdinalIgnoreCase) || q.Name == text);
}

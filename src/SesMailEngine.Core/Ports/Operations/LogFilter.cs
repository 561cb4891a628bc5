namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Which log lines are asked for.</summary>
public sealed record LogFilter
{
    /// <summary>
    /// The function's short name: <c>EmailSender</c>, <c>FeedbackProcessor</c> or <c>TemplateSeeder</c>. One at a time: each has a log
    /// group of its own.
    /// </summary>
    public required string Function { get; init; }

    /// <summary>Words that stand in the line one after the other, as written and with their case, an emailId for one; null for all lines.</summary>
    public string? Text { get; init; }

    /// <summary>The first moment, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end, exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}

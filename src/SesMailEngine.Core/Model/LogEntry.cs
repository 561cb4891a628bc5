namespace SesMailEngine.Core.Model;

/// <summary>One line of the engine's log. Addresses are masked, bodies and template data never part of it.</summary>
/// <param name="Level">How grave.</param>
/// <param name="Message">One sentence.</param>
public readonly record struct LogEntry(LogLevel Level, string Message)
{
    /// <summary>The function that logs, without the stack's prefix: <c>EmailSender</c>, <c>FeedbackProcessor</c>, <c>TemplateSeeder</c>.</summary>
    public string? Function { get; init; }

    /// <summary>The mail concerned.</summary>
    public string? EmailId { get; init; }

    /// <summary>The template concerned.</summary>
    public string? TemplateName { get; init; }

    /// <summary>The status reached, by its wire name.</summary>
    public string? Status { get; init; }

    /// <summary>The catalogue's code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>An exception nobody expected; its type, message and stack are logged.</summary>
    public Exception? Exception { get; init; }
}

using SesMailEngine.Core.Model.LogPatterns;

namespace SesMailEngine.Embedded.Logs;

/// <summary>Which lines to read.</summary>
/// <param name="Function">The function's whole name, for example <c>sesmailengine-EmailSender</c>.</param>
public sealed record LogQuery(string Function)
{
    /// <summary>The most lines an answer holds.</summary>
    public const int MaxLines = 10_000;

    /// <summary>No line before this time; null for none.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>No line after this time; null for none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only these days; null for all.</summary>
    public Func<DateOnly, bool>? Days { get; init; }

    /// <summary>Only lines that match; null for all.</summary>
    public LogPattern? Pattern { get; init; }

    /// <summary>The most lines wanted, 1 to <see cref="MaxLines"/>.</summary>
    public int Limit { get; init; } = MaxLines;

    /// <summary>Where to begin: the first line to read, or, backward, the line after it. Null for the beginning or the end.</summary>
    public LogPosition? From { get; init; }

    /// <summary>True to read from the newest line to the oldest; the answer is in the order of time all the same.</summary>
    public bool IsBackward { get; init; }
}

namespace SesMailEngine.Core.Errors;

/// <summary>One error of the catalogue.</summary>
public sealed record ErrorEntry
{
    private readonly MessagePattern pattern;

    internal ErrorEntry(
        string code, string pattern, ErrorSeverity severity, bool tracked, string category, string cause, string fix)
    {
        Code = code;
        Severity = severity;
        Tracked = tracked;
        Category = category;
        Cause = cause;
        Fix = fix;
        this.pattern = new MessagePattern(pattern);
    }

    /// <summary>The code, for example <c>TMPL001</c>; it never changes its meaning.</summary>
    public string Code { get; }

    /// <summary>The message with its arguments named in braces: <c>Template '{template}' not found</c>.</summary>
    public string Pattern => pattern.Text;

    /// <summary>What it asks of whoever sees it.</summary>
    public ErrorSeverity Severity { get; }

    /// <summary>True when a tracking record carries it.</summary>
    public bool Tracked { get; }

    /// <summary>The part of the engine it belongs to, for example <c>Templates</c>.</summary>
    public string Category { get; }

    /// <summary>Why it happens, for people.</summary>
    public string Cause { get; }

    /// <summary>What to do about it, for people.</summary>
    public string Fix { get; }

    /// <summary>Other texts under which services and tools report the same; searched for inside a message.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The message with its arguments filled in, in the order of the pattern.</summary>
    /// <exception cref="ArgumentException">There are more or fewer arguments than the pattern names.</exception>
    public string Format(params ReadOnlySpan<string> arguments) => pattern.Format(arguments);

    /// <summary>
    /// How well a message fits: the number of characters that are the pattern's own, 0 when it is another message.
    /// </summary>
    internal int Fits(string message) =>
        Aliases.Contains(message, StringComparer.Ordinal) ? message.Length : pattern.Fits(message);

    /// <summary>The same for a message somewhere inside a longer text, such as a log line.</summary>
    internal int FitsInside(string text)
    {
        var best = pattern.FitsInside(text);
        foreach (var alias in Aliases)
        {
            if (alias.Length > best && text.Contains(alias, StringComparison.OrdinalIgnoreCase)) best = alias.Length;
        }
        return best;
    }
}

namespace SesMailEngine.Jinja.Syntax;

/// <summary>What opens and closes the tags of a template.</summary>
public sealed record Delimiters
{
    /// <summary>Jinja2's own.</summary>
    public static Delimiters Default { get; } = new();

    /// <summary>Opens a statement.</summary>
    public string BlockStart { get; init; } = "{%";

    /// <summary>Closes a statement.</summary>
    public string BlockEnd { get; init; } = "%}";

    /// <summary>Opens an expression to print.</summary>
    public string VariableStart { get; init; } = "{{";

    /// <summary>Closes an expression to print.</summary>
    public string VariableEnd { get; init; } = "}}";

    /// <summary>Opens a comment.</summary>
    public string CommentStart { get; init; } = "{#";

    /// <summary>Closes a comment.</summary>
    public string CommentEnd { get; init; } = "#}";

    /// <summary>Makes a whole line a statement, if set.</summary>
    public string? LineStatementPrefix { get; init; }

    /// <summary>Makes the rest of a line a comment, if set.</summary>
    public string? LineCommentPrefix { get; init; }
}

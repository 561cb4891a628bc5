namespace SesMailEngine.Core.Templates.Checks;

/// <summary>Something a check found in a template.</summary>
public sealed record CheckFinding
{
    /// <summary>How bad it is.</summary>
    public required CheckSeverity Severity { get; init; }

    /// <summary>What kind of finding it is: one of <see cref="CheckRules"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>The file: <c>template.html</c>, or the path below <c>templates/</c> of a file that is taken in.</summary>
    public required string File { get; init; }

    /// <summary>The line, counted from 1; null when no one line is to blame.</summary>
    public int? Line { get; init; }

    /// <summary>The column in UTF-16 units, counted from 1; null when unknown.</summary>
    public int? Column { get; init; }

    /// <summary>What is wrong, one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Fix { get; init; }

    /// <summary>The line of source with carets under the place, over several lines; null when there is none.</summary>
    public string? Excerpt { get; init; }

    /// <summary>The catalogue's code of the failure a mail would have, for example <c>TMPL009</c>; null for none.</summary>
    public string? ErrorCode { get; init; }
}

namespace SesMailEngine.Cli.Commands;

/// <summary>A part of a rendered template.</summary>
public enum TemplatePart
{
    /// <summary>Headers, text and HTML.</summary>
    All,

    /// <summary>The HTML part, as it is.</summary>
    Html,

    /// <summary>The text part, as it is.</summary>
    Text,

    /// <summary>The subject.</summary>
    Subject,
}

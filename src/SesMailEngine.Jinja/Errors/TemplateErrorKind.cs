namespace SesMailEngine.Jinja.Errors;

/// <summary>The kinds of error, after the exception classes of Jinja2.</summary>
public enum TemplateErrorKind
{
    /// <summary>The source cannot be parsed (<c>TemplateSyntaxError</c>).</summary>
    Syntax,

    /// <summary>The source parses but asks for what does not exist, such as an unknown filter (<c>TemplateAssertionError</c>).</summary>
    Assertion,

    /// <summary>A template to include, import or extend does not exist (<c>TemplateNotFound</c>).</summary>
    NotFound,

    /// <summary>An undefined value was used (<c>UndefinedError</c>).</summary>
    Undefined,

    /// <summary>The sandbox refused an access (<c>SecurityError</c>).</summary>
    Security,

    /// <summary>A filter was called with arguments it cannot take (<c>FilterArgumentError</c>).</summary>
    FilterArgument,

    /// <summary>A limit of the rendering was reached: output, steps, time, depth.</summary>
    Limit,

    /// <summary>Any other error while rendering; errors that Python itself would raise among them.</summary>
    Runtime,
}

using System.Globalization;
using System.Text;
using SesMailEngine.Jinja.Syntax;

namespace SesMailEngine.Jinja.Errors;

/// <summary>
/// The one exception of the engine. Its message is worded as Jinja2 words it; <see cref="Describe"/> adds the place
/// and an excerpt with a caret. An error in an included, imported or extended template carries that template's name,
/// and the places it was reached from in <see cref="Trace"/>.
/// </summary>
public sealed class TemplateException : Exception
{
    private readonly List<TemplatePlace> _trace = [];

    /// <summary>An error whose place is not known yet; the renderer adds it on the way up.</summary>
    public TemplateException(TemplateErrorKind kind, string message)
        : base(message) => Kind = kind;

    /// <summary>An error caused by another one.</summary>
    public TemplateException(TemplateErrorKind kind, string message, Exception inner)
        : base(message, inner) => Kind = kind;

    /// <summary>What went wrong.</summary>
    public TemplateErrorKind Kind { get; }

    /// <summary>Where it went wrong, the innermost place; null while unknown.</summary>
    public TemplatePlace? Place => _trace.Count == 0 ? null : _trace[0];

    /// <summary>The innermost place first, then the tags that led to it: include, import, extends, macro call.</summary>
    public IReadOnlyList<TemplatePlace> Trace => _trace;

    /// <summary>The template's name; null for a template without a name.</summary>
    public string? TemplateName => Place?.TemplateName;

    /// <summary>The line, counted from 1; 0 while unknown.</summary>
    public int Line => Place?.Line ?? 0;

    /// <summary>The column in UTF-16 units, counted from 1; 0 while unknown.</summary>
    public int Column => Place?.Column ?? 0;

    /// <summary>For errors of syntax all that were found in the file, this one first; empty for other errors.</summary>
    public IReadOnlyList<TemplateException> Siblings { get; private set; } = [];

    /// <summary>The message with place, excerpt and trace, over several lines.</summary>
    public string Describe()
    {
        var text = new StringBuilder(Message);
        foreach (var place in _trace)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  in {place.TemplateName ?? "<template>"}, line {place.Line}, column {place.Column}\n");
            text.Append(place.Excerpt);
        }

        return text.ToString();
    }

    /// <summary>An error as Python's own exceptions are (TypeError, ValueError, ZeroDivisionError, …).</summary>
    internal static TemplateException Runtime(string message) => new(TemplateErrorKind.Runtime, message);

    internal static TemplateException FilterArgument(string message) => new(TemplateErrorKind.FilterArgument, message);

    internal static TemplateException Limit(string message) => new(TemplateErrorKind.Limit, message);

    internal static TemplateException Syntax(string message, SourceText source, Span span) =>
        new TemplateException(TemplateErrorKind.Syntax, message).At(source, span);

    /// <summary>Adds the place if none is known.</summary>
    internal TemplateException At(SourceText source, Span span)
    {
        if (_trace.Count == 0)
        {
            _trace.Add(TemplatePlace.Of(source, span));
        }

        return this;
    }

    /// <summary>Adds a place further out. Long chains of recursion keep their first places only.</summary>
    internal void Through(SourceText source, Span span)
    {
        if (_trace.Count < 20)
        {
            _trace.Add(TemplatePlace.Of(source, span));
        }
    }

    /// <summary>An exception filter that adds a place further out, if a place is known, and never catches.</summary>
    internal bool Passes(Rendering.Frame frame, Span span)
    {
        if (_trace.Count > 0)
        {
            Through(frame.Code.Source, span);
        }

        return false;
    }

    internal TemplateException WithSiblings(IReadOnlyList<TemplateException> all)
    {
        Siblings = all;
        return this;
    }
}

using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that make text safe for HTML, or say that it is.</summary>
internal static class EscapeFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("escape(s)", Escape),
        new("e(s)", Escape),
        new("forceescape(value)", ForceEscape),
        new("safe(value)", Safe),
        new("striptags(value)", StripTags),
    ];

    /// <summary>Escapes <c>&amp; &lt; &gt; " '</c> unless the text is safe already.</summary>
    /// <example>{{ "a &lt; b"|e }} => a &amp;lt; b</example>
    private static Value Escape(Arguments args) => args[0].IsMarkup ? args[0] : Value.Safe(Escaping.Escape(args[0]));

    /// <summary>Escapes even safe text.</summary>
    /// <example>{{ "&lt;b&gt;"|safe|forceescape }} => &amp;lt;b&amp;gt;</example>
    private static Value ForceEscape(Arguments args) => Value.Safe(HtmlEscaping.Escape(Printing.Str(args[0])));

    /// <summary>Marks text as safe HTML, so that autoescape leaves it alone. Never for what strangers wrote.</summary>
    /// <example>{{ "&lt;b&gt;"|safe|e }} => &lt;b&gt;</example>
    private static Value Safe(Arguments args) => args[0].IsMarkup ? args[0] : Value.Safe(Printing.Str(args[0]));

    /// <summary>The text of HTML: no tags, no comments, single spaces, entities read back. The result is not safe.</summary>
    /// <example>{{ "&lt;p&gt;Fish &amp;amp;  &lt;b&gt;chips&lt;/b&gt;&lt;/p&gt;"|striptags }} => Fish &amp; chips</example>
    private static Value StripTags(Arguments args) => Value.From(TagStripping.Strip(Printing.Str(args[0])));
}

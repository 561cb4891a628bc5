using System.Buffers;
using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that write a value down in a language of its own: attributes, JSON, Python.</summary>
internal static class MarkupFilters
{
    // What would end the name of an attribute (HTML, attribute name state).
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\n\r\f\v/>=");

    internal static IEnumerable<Builtin> All { get; } =
    [
        new("xmlattr(d, autospace=)", XmlAttr),
        new("tojson(value, indent=)", ToJson),
        new("pprint(value)", PPrint),
    ];

    /// <summary>
    /// A dict as attributes of an HTML tag, with a space before them unless told otherwise. None and undefined values are
    /// left out. Keys that could break out of their attribute are refused.
    /// </summary>
    /// <example>&lt;a{{ {"href": "/?a&amp;b", "title": none}|xmlattr }}&gt; => &lt;a href="/?a&amp;amp;b"&gt;</example>
    private static Value XmlAttr(Arguments args)
    {
        Arguments.Reject(args[0]);
        if (args[0].Reference is not DictValue)
        {
            throw TemplateException.Runtime($"'{args[0].TypeName}' object has no attribute 'items'");
        }

        var output = new StringBuilder();
        foreach (var (key, value) in Pairs.Of(args.State, args[0]))
        {
            if (value.IsNone || value.IsUndefined)
            {
                continue;
            }

            if (!key.IsText)
            {
                throw TemplateException.Runtime("expected string or bytes-like object");
            }

            if (key.AsText.AsSpan().ContainsAny(NameEnd))
            {
                throw TemplateException.Runtime($"Invalid character in attribute name: {StringRepr.Quote(key.AsText)}");
            }

            output.Append(output.Length > 0 || args.Flag(1, true) ? " " : "")
                .Append(Escaping.Escape(key)).Append("=\"").Append(Escaping.Escape(value)).Append('"');
            args.State.CheckLength(output.Length);
        }

        return Value.Text(output.ToString(), args.State.Autoescape);
    }

    /// <summary>
    /// The value as JSON that is safe in HTML and scripts: keys sorted, ASCII only, <c>&lt; &gt; &amp; '</c> as <c>\u</c>
    /// escapes. With <c>indent</c> on lines of its own.
    /// </summary>
    /// <example>{{ {"b": [1, 2.5, none], "a": "&lt;é&gt;"}|tojson }} => {"a": "\u003c\u00e9\u003e", "b": [1, 2.5, null]}</example>
    private static Value ToJson(Arguments args)
    {
        var indent = args.Or(1, Value.None);
        string? step = indent.IsNone ? null : indent.IsText ? indent.AsText : Padding.Repeat(" ", args.Long(1));
        return Value.Safe(new JsonText(args.State, step).Write(args[0]));
    }

    /// <summary>The value as Python shows it, dicts sorted by key, in lines of at most 80 characters where it can be cut.</summary>
    /// <example>{{ {"b": 1, "a": ["x"]}|pprint }} => {'a': ['x'], 'b': 1}</example>
    private static Value PPrint(Arguments args) => Value.From(PrettyLayout.Of(args.State, args[0]));
}

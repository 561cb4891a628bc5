using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>Methods of text that put values in, and those that only safe text has.</summary>
internal static class TextFormatMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("format(self, /, *args, **kwargs)", Format),
        new("format_map(self, mapping, /)", FormatMap),
        new("unescape(self, /)", Unescape),
        new("striptags(self, /)", StripTags),
    ];

    /// <summary>
    /// Puts values into fields in braces: <c>{}</c>, <c>{0}</c>, <c>{name}</c>, <c>{user.name}</c>, <c>{price:,.2f}</c>.
    /// Safe text escapes them.
    /// </summary>
    /// <example>{{ "{}: {price:,.2f} EUR".format("Total", price=1234.5) }} => Total: 1,234.50 EUR</example>
    private static Value Format(Arguments args) => Run(args, args[1].AsTuple.Items, args[2]);

    /// <summary>The same with the names taken from a dict.</summary>
    /// <example>{{ "{a}-{b}".format_map({"a": 1, "b": 2}) }} => 1-2</example>
    private static Value FormatMap(Arguments args) => Run(args, [], args[1]);

    /// <summary>Safe text as plain text, with its character references read back.</summary>
    /// <example>{{ ("a &amp;amp; b"|safe).unescape() }} => a &amp; b</example>
    private static Value Unescape(Arguments args) => Value.From(HtmlEntities.Unescape(args[0].AsText));

    /// <summary>Safe text as plain text, without tags.</summary>
    /// <example>{{ ("&lt;b&gt;a&lt;/b&gt;"|safe).striptags() }} => a</example>
    private static Value StripTags(Arguments args) => Value.From(TagStripping.Strip(args[0].AsText));

    private static Value Run(Arguments args, Value[] positional, Value keywords)
    {
        var formatter = new StringFormatter(args.State, positional, keywords, args[0].IsMarkup);
        return Value.Text(formatter.Format(args[0].AsText), args[0].IsMarkup);
    }
}

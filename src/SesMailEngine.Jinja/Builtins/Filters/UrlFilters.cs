using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters for web addresses.</summary>
internal static class UrlFilters
{
    // Jinja2's policy urlize.rel.
    private const string DefaultRel = "noopener";

    internal static IEnumerable<Builtin> All { get; } =
    [
        new("urlencode(value)", UrlEncode),
        new("urlize(value, trim_url_limit=, nofollow=, target=, rel=, extra_schemes=)", Urlize),
    ];

    /// <summary>
    /// Percent-encodes a text for a path, or a dict or list of pairs as a query string, where a space becomes a plus.
    /// </summary>
    /// <example>{{ {"q": "fish &amp; chips", "page": 2}|urlencode }} => q=fish+%26+chips&amp;page=2</example>
    private static Value UrlEncode(Arguments args)
    {
        var value = args[0];
        if (value.IsText || !Sequences.IsIterable(value))
        {
            return Value.From(UrlQuoting.Quote(Printing.Str(value)));
        }

        var pairs = new List<string>();
        long length = 0;
        foreach (var (key, item) in Pairs.Of(args.State, value))
        {
            string pair = $"{UrlQuoting.Quote(Printing.Str(key), forQuery: true)}={UrlQuoting.Quote(Printing.Str(item), forQuery: true)}";
            length += pair.Length;
            args.State.CheckLength(length);
            pairs.Add(pair);
        }

        return Value.From(string.Join('&', pairs));
    }

    /// <summary>
    /// Escapes a text and makes links of the web and mail addresses in it. Shown addresses may be cut to a length;
    /// <c>nofollow</c>, <c>target</c> and <c>rel</c> become attributes; <c>extra_schemes</c> such as <c>tel:</c> link too.
    /// </summary>
    /// <example>{{ "See www.example.com."|urlize }} => See &lt;a href="https://www.example.com" rel="noopener"&gt;www.example.com&lt;/a&gt;.</example>
    private static Value Urlize(Arguments args)
    {
        string escaped = Escaping.Escape(args[0]);
        var rel = new SortedSet<string>(StringComparer.Ordinal);
        rel.UnionWith(Splitting.Split(Truth.Of(args.Or(4, Value.None)) ? args.Text(4) : "", null));
        rel.Add(DefaultRel);
        if (args.Flag(2))
        {
            rel.Add("nofollow");
        }

        var schemes = new List<string>();
        if (!args.Or(5, Value.None).IsNone)
        {
            foreach (var scheme in Iteration.Each(args.State, args[5]))
            {
                string text = scheme.IsText ? scheme.AsText : throw TemplateException.Runtime("expected string or bytes-like object");
                schemes.Add(IsScheme(text)
                    ? text
                    : throw TemplateException.FilterArgument($"{StringRepr.Quote(text)} is not a valid URI scheme prefix."));
            }
        }

        var given = args.Or(1, Value.None);
        Func<long>? limit = given.IsNone ? null : () => Arguments.Index(given);
        var linking = new Linking(limit, string.Join(' ', rel), TextOrNone(args, 3), schemes);
        return Value.Text(linking.Link(escaped), args.State.Autoescape);
    }

    private static string? TextOrNone(Arguments args, int slot) => args.Or(slot, Value.None).IsNone ? null : args.Str(slot);

    // A name of two characters or more, a colon, at most two slashes.
    private static bool IsScheme(string text)
    {
        int colon = text.IndexOf(':');
        return colon >= 2
            && StringPredicates.All(text[..colon], c => CharacterClass.IsWord(c) || c is '.' or '+' or '-')
            && CodePoints.Count(text.AsSpan(0, colon)) >= 2
            && text[(colon + 1)..] is "" or "/" or "//";
    }
}

using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Formatting;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters over the characters of one text.</summary>
internal static class TextFilters
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("string(value)", String),
        new("trim(value, chars=)", Trim),
        new("format(value, *args, **kwargs)", Format),
        new("replace(s, old, new, count=)", Replace),
        new("wordcount(s)", WordCount),
    ];

    /// <summary>The value as text; what is safe stays safe.</summary>
    /// <example>{{ 42|string ~ "!" }} => 42!</example>
    private static Value String(Arguments args) => Escaping.Soft(args[0]);

    /// <summary>The text without white space, or without the characters given, at both ends.</summary>
    /// <example>{{ "..., so"|trim("., ") }} => so</example>
    private static Value Trim(Arguments args)
    {
        var text = Escaping.Soft(args[0]);
        return Value.Text(Trimming.Trim(text.AsText, StripSet.Of(args.Or(1, Value.None))), text.IsMarkup);
    }

    /// <summary>Puts values into a printf-style format: <c>%s</c>, <c>%.2f</c>, <c>%(name)s</c>.</summary>
    /// <example>{{ "%s: %.2f EUR"|format("Total", 19.9) }} => Total: 19.90 EUR</example>
    private static Value Format(Arguments args)
    {
        var values = args[1];
        if (args[2].AsDict.Count > 0)
        {
            values = values.AsTuple.Items.Length == 0
                ? args[2]
                : throw TemplateException.FilterArgument("can't handle positional and keyword arguments at the same time");
        }

        var format = Escaping.Soft(args[0]);
        return Value.Text(
            PrintfFormatter.Format(format.AsText, values, format.IsMarkup, args.State.MaxOutput), format.IsMarkup);
    }

    /// <summary>
    /// The text with all or the first <c>count</c> occurrences of a part replaced. With autoescape, a safe text or a safe
    /// part makes the result safe and escapes what is not.
    /// </summary>
    /// <example>{{ "a-b-c"|replace("-", "+", 1) }} => a+b-c</example>
    private static Value Replace(Arguments args)
    {
        var (value, old, replacement) = (args[0], args[1], args[2]);
        long count = args.Or(3, Value.None).IsNone ? -1 : args.Long(3);
        int limit = args.State.MaxOutput;
        if (!args.State.Autoescape)
        {
            return Value.From(Searching.Replace(
                Printing.Str(value), Printing.Str(old), Printing.Str(replacement), count, limit));
        }

        bool escapes = old.IsMarkup || (replacement.IsMarkup && !value.IsMarkup);
        var text = escapes ? Value.Safe(Escaping.Escape(value)) : Escaping.Soft(value);
        string inserted = text.IsMarkup ? Escaping.Escape(replacement) : Escaping.Soft(replacement).AsText;
        return Value.Text(
            Searching.Replace(text.AsText, Escaping.Soft(old).AsText, inserted, count, limit), text.IsMarkup);
    }

    /// <summary>The number of words: runs of letters, digits and underscores.</summary>
    /// <example>{{ "Hello, big world!"|wordcount }} => 3</example>
    private static Value WordCount(Arguments args)
    {
        string text = Escaping.Soft(args[0]).AsText;
        int words = 0;
        bool inside = false;
        for (int i = 0; i < text.Length; i += CodePoints.WidthAt(text, i))
        {
            bool isWord = CharacterClass.IsWord(CodePoints.ValueAt(text, i));
            words += isWord && !inside ? 1 : 0;
            inside = isWord;
        }

        return words;
    }
}

using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>Methods of text that look for something. Positions count code points; start and end are those of a slice.</summary>
internal static class TextSearchMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("find(self, sub, start=, end=, /)", Find),
        new("rfind(self, sub, start=, end=, /)", FindLast),
        new("index(self, sub, start=, end=, /)", Index),
        new("rindex(self, sub, start=, end=, /)", IndexLast),
        new("count(self, sub, start=, end=, /)", Count),
        new("startswith(self, prefix, start=, end=, /)", StartsWith),
        new("endswith(self, suffix, start=, end=, /)", EndsWith),
        new("replace(self, old, new, count=, /)", Replace),
    ];

    /// <summary>Where the first occurrence starts, or -1.</summary>
    /// <example>{{ "hello".find("l") }} {{ "hello".find("x") }} => 2 -1</example>
    private static Value Find(Arguments args) => Position(args, last: false);

    /// <summary>Where the last occurrence starts, or -1.</summary>
    /// <example>{{ "hello".rfind("l") }} => 3</example>
    private static Value FindLast(Arguments args) => Position(args, last: true);

    /// <summary>Where the first occurrence starts; an error if there is none.</summary>
    /// <example>{{ "hello".index("l") }} => 2</example>
    private static Value Index(Arguments args) => Found(Position(args, last: false));

    /// <summary>Where the last occurrence starts; an error if there is none.</summary>
    /// <example>{{ "hello".rindex("l") }} => 3</example>
    private static Value IndexLast(Arguments args) => Found(Position(args, last: true));

    /// <summary>How many occurrences there are, none overlapping another.</summary>
    /// <example>{{ "banana".count("an") }} => 2</example>
    private static Value Count(Arguments args) => Searching.Count(args[0].AsText, args.Text(1), Bound(args, 2), Bound(args, 3));

    /// <summary>Whether the text starts with another, or with one of a tuple of others.</summary>
    /// <example>{{ "https://x".startswith(("http://", "https://")) }} => True</example>
    private static Value StartsWith(Arguments args)
    {
        var (start, end) = (Bound(args, 2), Bound(args, 3));
        string text = args[0].AsText;
        return Array.Exists(Candidates(args), prefix => Searching.StartsWith(text, prefix, start, end));
    }

    /// <summary>Whether the text ends with another, or with one of a tuple of others.</summary>
    /// <example>{{ "photo.jpg".endswith(".jpg") }} => True</example>
    private static Value EndsWith(Arguments args)
    {
        var (start, end) = (Bound(args, 2), Bound(args, 3));
        string text = args[0].AsText;
        return Array.Exists(Candidates(args), suffix => Searching.EndsWith(text, suffix, start, end));
    }

    /// <summary>The text with all or the first <c>count</c> occurrences replaced. Safe text escapes what it is given.</summary>
    /// <example>{{ "a.b.c".replace(".", "/") }} => a/b/c</example>
    private static Value Replace(Arguments args)
    {
        var text = args[0];
        string replacement = text.IsMarkup ? Escaping.Escape(args[2]) : args.Text(2);
        return Value.Text(
            Searching.Replace(text.AsText, args.Text(1), replacement, args.Long(3, -1), args.State.MaxOutput), text.IsMarkup);
    }

    private static Value Position(Arguments args, bool last) =>
        Searching.Find(args[0].AsText, args.Text(1), Bound(args, 2), Bound(args, 3), last);

    private static Value Found(Value position) =>
        position.AsInt >= 0 ? position : throw TemplateException.Runtime("substring not found");

    private static long? Bound(Arguments args, int slot) => args.Or(slot, Value.None).IsNone ? null : args.Long(slot);

    private static string[] Candidates(Arguments args) =>
        args[1].Reference is TupleValue tuple
            ? Array.ConvertAll(tuple.Items, item => item.IsText ? item.AsText : throw TypeError(item))
            : args[1].IsText ? [args[1].AsText]
            : throw TypeError(args[1]);

    private static TemplateException TypeError(Value given) =>
        given.Reference is UndefinedValue undefined
            ? undefined.Fail()
            : TemplateException.Runtime($"a prefix or suffix must be str or a tuple of str, not {given.TypeName}");
}

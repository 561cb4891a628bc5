using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>Methods of text that take it apart or put texts together. Pieces of safe text are safe.</summary>
internal static class TextSplitMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("split(self, sep=, maxsplit=)", Split),
        new("rsplit(self, sep=, maxsplit=)", SplitRight),
        new("splitlines(self, keepends=)", SplitLines),
        new("partition(self, sep, /)", Partition),
        new("rpartition(self, sep, /)", PartitionRight),
        new("join(self, iterable, /)", Join),
    ];

    /// <summary>The pieces between a separator, or the words between white space; at most so many splits.</summary>
    /// <example>{{ "a,b,c".split(",", 1) }} {{ " a  b ".split() }} => ['a', 'b,c'] ['a', 'b']</example>
    private static Value Split(Arguments args) => ToList(args, Splitting.Split(Bounded(args), Separator(args), args.Long(2, -1)));

    /// <summary>The same, counted from the right.</summary>
    /// <example>{{ "a,b,c".rsplit(",", 1) }} => ['a,b', 'c']</example>
    private static Value SplitRight(Arguments args) => ToList(args, Splitting.SplitRight(Bounded(args), Separator(args), args.Long(2, -1)));

    /// <summary>The lines, with their line breaks if asked for.</summary>
    /// <example>{{ "a\nb\n".splitlines() }} => ['a', 'b']</example>
    private static Value SplitLines(Arguments args) => ToList(args, Splitting.SplitLines(args[0].AsText, args.IntegerFlag(1)));

    /// <summary>What is before the first separator, it, and what is after it.</summary>
    /// <example>{{ "key=a=b".partition("=") }} => ('key', '=', 'a=b')</example>
    private static Value Partition(Arguments args)
    {
        var (before, separator, after) = Splitting.Partition(args[0].AsText, args.Text(1));
        bool safe = args[0].IsMarkup;
        return Value.Tuple(Value.Text(before, safe), Value.Text(separator, safe), Value.Text(after, safe));
    }

    /// <summary>What is before the last separator, it, and what is after it.</summary>
    /// <example>{{ "a.b.c".rpartition(".") }} => ('a.b', '.', 'c')</example>
    private static Value PartitionRight(Arguments args)
    {
        var (before, separator, after) = Splitting.PartitionRight(args[0].AsText, args.Text(1));
        bool safe = args[0].IsMarkup;
        return Value.Tuple(Value.Text(before, safe), Value.Text(separator, safe), Value.Text(after, safe));
    }

    /// <summary>The texts of a list with this text between them. A safe one escapes what is not safe.</summary>
    /// <example>{{ ", ".join(["a", "b"]) }} => a, b</example>
    private static Value Join(Arguments args)
    {
        if (!Sequences.IsIterable(args[1]))
        {
            throw TemplateException.Runtime("can only join an iterable");
        }

        return Joining.Join(args.State, args[0], Iteration.ToList(args.State, args[1]));
    }

    // A text that may fall into very many pieces counts as that many steps, before they are made.
    private static string Bounded(Arguments args)
    {
        string text = args[0].AsText;
        if (text.Length > 100_000)
        {
            args.State.Steps(Separator(args) is { Length: > 0 } separator ? Occurrences.Count(text, separator) : text.Length / 8);
        }

        return text;
    }

    private static string? Separator(Arguments args) => args.Or(1, Value.None).IsNone ? null : args.Text(1);

    private static Value ToList(Arguments args, List<string> parts)
    {
        args.State.ReserveItems(parts.Count);
        bool safe = args[0].IsMarkup;
        return Value.From(new ListValue(parts.ConvertAll(part => Value.Text(part, safe))));
    }
}

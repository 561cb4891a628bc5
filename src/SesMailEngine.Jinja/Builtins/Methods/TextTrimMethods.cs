using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>Methods of text that take something off its ends.</summary>
internal static class TextTrimMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("strip(self, chars=, /)", Strip),
        new("lstrip(self, chars=, /)", StripLeft),
        new("rstrip(self, chars=, /)", StripRight),
        new("removeprefix(self, prefix, /)", RemovePrefix),
        new("removesuffix(self, suffix, /)", RemoveSuffix),
    ];

    /// <summary>The text without white space, or any of the characters given, at both ends.</summary>
    /// <example>{{ "--so--".strip("-") }} => so</example>
    private static Value Strip(Arguments args) => Trim(args, left: true, right: true);

    /// <summary>The same at the start only.</summary>
    /// <example>{{ "--so--".lstrip("-") }} => so--</example>
    private static Value StripLeft(Arguments args) => Trim(args, left: true, right: false);

    /// <summary>The same at the end only.</summary>
    /// <example>{{ "--so--".rstrip("-") }} => --so</example>
    private static Value StripRight(Arguments args) => Trim(args, left: false, right: true);

    /// <summary>The text without a start, if it has it.</summary>
    /// <example>{{ "Re: offer".removeprefix("Re: ") }} => offer</example>
    private static Value RemovePrefix(Arguments args)
    {
        string text = args[0].AsText;
        string prefix = args.Text(1);
        bool has = text.StartsWith(prefix, StringComparison.Ordinal);
        return Value.Text(has ? text[prefix.Length..] : text, args[0].IsMarkup);
    }

    /// <summary>The text without an end, if it has it.</summary>
    /// <example>{{ "invoice.pdf".removesuffix(".pdf") }} => invoice</example>
    private static Value RemoveSuffix(Arguments args)
    {
        string text = args[0].AsText;
        string suffix = args.Text(1);
        bool has = text.EndsWith(suffix, StringComparison.Ordinal);
        return Value.Text(has ? text[..^suffix.Length] : text, args[0].IsMarkup);
    }

    private static Value Trim(Arguments args, bool left, bool right) =>
        Value.Text(Trimming.Trim(args[0].AsText, StripSet.Of(args.Or(1, Value.None)), left, right), args[0].IsMarkup);
}

using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>Methods of text that fill up to a width, counted in code points and bounded by the limit of output.</summary>
internal static class TextPaddingMethods
{
    internal static IEnumerable<Builtin> All { get; } =
    [
        new("center(self, width, fillchar=, /)", Center),
        new("ljust(self, width, fillchar=, /)", LeftJustify),
        new("rjust(self, width, fillchar=, /)", RightJustify),
        new("zfill(self, width, /)", ZeroFill),
        new("expandtabs(self, tabsize=)", ExpandTabs),
    ];

    /// <summary>The text in the middle of a field.</summary>
    /// <example>{{ "x".center(5, "*") }} => **x**</example>
    private static Value Center(Arguments args) => Pad(args, Padding.Center);

    /// <summary>The text at the left of a field.</summary>
    /// <example>{{ "x".ljust(3, ".") }} => x..</example>
    private static Value LeftJustify(Arguments args) => Pad(args, Padding.Left);

    /// <summary>The text at the right of a field.</summary>
    /// <example>{{ "x".rjust(3, ".") }} => ..x</example>
    private static Value RightJustify(Arguments args) => Pad(args, Padding.Right);

    /// <summary>Zeros before the text, after its sign.</summary>
    /// <example>{{ "-42".zfill(5) }} => -0042</example>
    private static Value ZeroFill(Arguments args)
    {
        args.State.CheckLength(Math.Max(args.Long(1), 0));
        return Value.Text(Padding.ZeroFill(args[0].AsText, args.Long(1)), args[0].IsMarkup);
    }

    /// <summary>Spaces for tabs, up to the next column of a multiple of 8 or of the size given.</summary>
    /// <example>{{ "a\tb".expandtabs(4) }} => a   b</example>
    private static Value ExpandTabs(Arguments args)
    {
        string text = args[0].AsText;
        long size = args.Long(1, 8);
        args.State.CheckLength(text.Length + (text.AsSpan().Count('\t') * Math.Clamp(size, 0, int.MaxValue)));
        return Value.Text(Padding.ExpandTabs(text, size), args[0].IsMarkup);
    }

    private static Value Pad(Arguments args, Func<string, long, string, string> pad)
    {
        var text = args[0];
        string fill = args.Text(2, " ");
        if (text.IsMarkup && !args.Or(2, " ").IsMarkup)
        {
            fill = HtmlEscaping.Escape(fill);
        }

        if (CodePoints.Count(fill) != 1)
        {
            throw TemplateException.Runtime("The fill character must be exactly one character long");
        }

        args.State.CheckLength(Math.Max(args.Long(1), 0));
        return Value.Text(pad(text.AsText, args.Long(1), fill), text.IsMarkup);
    }
}

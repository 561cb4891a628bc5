using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Filters;

/// <summary>Filters that lay out text: width, indentation, line length. They count code points.</summary>
internal static class LayoutFilters
{
    // Jinja2's policy truncate.leeway.
    private const long DefaultLeeway = 5;

    internal static IEnumerable<Builtin> All { get; } =
    [
        new("center(value, width=)", Center),
        new("indent(s, width=, first=, blank=)", Indent),
        new("truncate(s, length=, killwords=, end=, leeway=)", Truncate),
        new("wordwrap(s, width=, break_long_words=, wrapstring=, break_on_hyphens=)", WordWrap),
    ];

    /// <summary>The text in the middle of a field, 80 characters wide unless said otherwise.</summary>
    /// <example>[{{ "mid"|center(7) }}] => [  mid  ]</example>
    private static Value Center(Arguments args)
    {
        var text = Escaping.Soft(args[0]);
        return Value.Text(Padding.Center(text.AsText, args.Long(1, 80)), text.IsMarkup);
    }

    /// <summary>
    /// Every line but the first and the empty ones indented, by 4 spaces, by so many, or by a text. <c>first</c> and
    /// <c>blank</c> include those as well.
    /// </summary>
    /// <example>{{ "To:\nAnn"|indent(2) }} => To:\n  Ann</example>
    private static Value Indent(Arguments args)
    {
        var value = args[0];
        var width = args.Or(1, 4);
        string indention = width.IsText ? width.AsText : Padding.Repeat(" ", args.Long(1, 4));
        Arguments.Reject(value);
        if (!value.IsText)
        {
            throw TemplateException.Runtime($"unsupported operand type(s) for +=: '{value.TypeName}' and 'str'");
        }

        bool blank = args.Flag(3);
        var output = new StringBuilder(args.Flag(2) ? indention : "");
        var lines = Splitting.SplitLines(value.AsText + "\n");
        for (int i = 0; i < lines.Count; i++)
        {
            if (i > 0)
            {
                output.Append('\n').Append(blank || lines[i].Length > 0 ? indention : "");
            }

            output.Append(lines[i]);
            args.State.CheckLength(output.Length);
        }

        return Value.Text(output.ToString(), value.IsMarkup);
    }

    /// <summary>
    /// A text cut to a length (255), at a space unless <c>killwords</c>, with <c>end</c> (three dots) counted in. A text
    /// that is at most <c>leeway</c> (5) characters too long is left alone.
    /// </summary>
    /// <example>{{ "The quick brown fox"|truncate(13, leeway=0) }} => The quick...</example>
    private static Value Truncate(Arguments args)
    {
        var value = args[0];
        long length = args.Long(1, 255);
        var end = args.Or(3, "...");
        long leeway = args.Or(4, Value.None).IsNone ? DefaultLeeway : args.Long(4);
        long endLength = Length(end);
        if (length < endLength)
        {
            throw TemplateException.Runtime($"expected length >= {endLength}, got {length}");
        }

        if (leeway < 0)
        {
            throw TemplateException.Runtime($"expected leeway >= 0, got {leeway}");
        }

        long full = Length(value);
        if (full <= length || full - length <= leeway)
        {
            return value;
        }

        if (!value.IsText)
        {
            throw TemplateException.Runtime($"'{value.TypeName}' object cannot be truncated");
        }

        string kept = CodePoints.Slice(value.AsText, 0, 1, (int)(length - endLength));
        kept = args.Flag(2) ? kept : Splitting.SplitRight(kept, " ", 1)[0];
        return Arithmetic.Add(args.State, Value.Text(kept, value.IsMarkup), end);
    }

    /// <summary>
    /// The text in lines of a width (79), broken between words; longer words are broken too unless
    /// <c>break_long_words</c> is false. Line breaks that are there stay.
    /// </summary>
    /// <example>{{ "one two three"|wordwrap(8) }} => one two\nthree</example>
    private static Value WordWrap(Arguments args)
    {
        string text = args.Text(0);
        var wrapString = args.Or(3, Value.None);
        wrapString = wrapString.IsNone ? args.State.Environment.Options.NewlineSequence : wrapString;
        var lines = new List<Value>();
        foreach (string line in Splitting.SplitLines(text))
        {
            args.State.Step();
            var wrapped = TextWrapping.Wrap(line, args.Long(1, 79), args.Flag(2, true), args.Flag(4, true));
            var pieces = new List<Value>();
            foreach (string piece in wrapped)
            {
                args.State.Step();
                pieces.Add(Value.From(piece));
            }

            lines.Add(Joining.Join(args.State, wrapString, pieces));
        }

        return Joining.Join(args.State, wrapString, lines);
    }

    private static long Length(Value value)
    {
        if (value.IsText || value.Reference is ObjectValue)
        {
            return Sequences.Length(value) ?? throw TemplateException.Runtime($"object of type '{value.TypeName}' has no len()");
        }

        throw TemplateException.Runtime($"object of type '{value.TypeName}' has no len()");
    }
}

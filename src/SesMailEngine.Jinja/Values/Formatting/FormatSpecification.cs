using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Formatting;

/// <summary>
/// The format specification of Python's <c>format</c> and <c>str.format</c>:
/// <c>[[fill]align][sign][z][#][0][width][grouping][.precision][type]</c>.
/// </summary>
internal readonly record struct FormatSpecification
{
    /// <summary>The fill character, one code point; null if none was given.</summary>
    public string? Fill { get; private init; }

    /// <summary><c>&lt; &gt; ^ =</c>, or NUL for the type's own.</summary>
    public char Align { get; private init; }

    /// <summary><c>+</c>, <c>-</c>, a space, or NUL.</summary>
    public char Sign { get; private init; }

    /// <summary>Whether a negative zero loses its sign (<c>z</c>).</summary>
    public bool CoerceZero { get; private init; }

    /// <summary>Whether the alternate form was asked for (<c>#</c>).</summary>
    public bool Alternate { get; private init; }

    /// <summary>The least number of code points; -1 if none was given.</summary>
    public int Width { get; private init; }

    /// <summary><c>,</c> or <c>_</c> between thousands, or NUL.</summary>
    public char Grouping { get; private init; }

    /// <summary>The precision; -1 if none was given.</summary>
    public int Precision { get; private init; }

    /// <summary>The presentation type, or NUL.</summary>
    public char Type { get; private init; }

    /// <summary>Reads a specification; what it asks of which type is checked when it is applied.</summary>
    /// <param name="text">The specification, without the colon.</param>
    /// <param name="alignsRight">Whether the type is a number, whose zero padding goes between sign and digits.</param>
    /// <exception cref="TemplateException">Not a specification, or a width beyond the longest string allowed.</exception>
    public static FormatSpecification Parse(string text, bool alignsRight)
    {
        int at = 0;
        string? fill = null;
        char align = '\0';
        int fillWidth = text.Length > 0 ? CodePoints.WidthAt(text, 0) : 0;
        if (fillWidth < text.Length && IsAlign(text[fillWidth]) && fillWidth > 0)
        {
            fill = text[..fillWidth];
            align = text[fillWidth];
            at = fillWidth + 1;
        }
        else if (text.Length > 0 && IsAlign(text[0]))
        {
            align = text[0];
            at = 1;
        }

        char sign = Take(text, ref at, "+- ");
        bool coerceZero = Take(text, ref at, "z") != 0;
        bool alternate = Take(text, ref at, "#") != 0;
        if (fill is null && Take(text, ref at, "0") != 0)
        {
            fill = "0";
            align = align == 0 && alignsRight ? '=' : align;
        }

        int width = Number(text, ref at);
        char grouping = Take(text, ref at, ",_");
        if (grouping != 0 && Take(text, ref at, ",_") is var second and not '\0')
        {
            throw TemplateException.Runtime(second == grouping ? $"Cannot specify '{grouping}' with '{grouping}'." : "Cannot specify both ',' and '_'.");
        }

        int precision = -1;
        if (Take(text, ref at, ".") != 0)
        {
            precision = Number(text, ref at);
            if (precision < 0)
            {
                throw TemplateException.Runtime("Format specifier missing precision");
            }
        }

        if (text.Length - at > 1)
        {
            throw TemplateException.Runtime("Invalid format specifier");
        }

        return new FormatSpecification
        {
            Fill = fill,
            Align = align,
            Sign = sign,
            CoerceZero = coerceZero,
            Alternate = alternate,
            Width = width,
            Grouping = grouping,
            Precision = precision,
            Type = at < text.Length ? text[at] : '\0',
        };
    }

    private static bool IsAlign(char c) => c is '<' or '>' or '^' or '=';

    private static char Take(string text, ref int at, string wanted) =>
        at < text.Length && wanted.Contains(text[at]) ? text[at++] : '\0';

    private static int Number(string text, ref int at)
    {
        long number = -1;
        while (at < text.Length && CharacterClass.IsDecimal(text[at]))
        {
            number = (Math.Max(0, number) * 10) + (int)char.GetNumericValue(text[at++]);
            if (number > int.MaxValue)
            {
                throw TemplateException.Runtime("Too many decimal digits in format string");
            }
        }

        Padding.Check(number);
        return (int)number;
    }
}

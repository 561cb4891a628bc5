using System.Numerics;
using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Formatting;

/// <summary>Applies a format specification to a text, an integer or a float, as Python's <c>__format__</c> methods do.</summary>
internal static class SpecificationWriter
{
    /// <summary><c>format(text, spec)</c>.</summary>
    public static string Text(string text, string specification)
    {
        if (specification.Length == 0)
        {
            return text;
        }

        var spec = FormatSpecification.Parse(specification, alignsRight: false);
        if (spec.Type is not ('\0' or 's'))
        {
            throw UnknownType(spec.Type, "str");
        }

        string? problem = spec.Sign == ' ' ? "Space not allowed in string format specifier"
            : spec.Sign != 0 ? "Sign not allowed in string format specifier"
            : spec.CoerceZero ? "Negative zero coercion (z) not allowed in string format specifier"
            : spec.Alternate ? "Alternate form (#) not allowed in string format specifier"
            : spec.Grouping != 0 ? $"Cannot specify '{spec.Grouping}' with 's'."
            : spec.Align == '=' ? "'=' alignment not allowed in string format specifier"
            : null;
        if (problem is not null)
        {
            throw TemplateException.Runtime(problem);
        }

        string shown = spec.Precision >= 0 ? CodePoints.Slice(text, 0, 1, Math.Min(spec.Precision, CodePoints.Count(text))) : text;
        return Align(shown, spec, '<');
    }

    /// <summary><c>format(number, spec)</c> of an int.</summary>
    public static string Integer(BigInteger number, string specification)
    {
        if (specification.Length == 0)
        {
            return IntegerText.ToDecimal(number);
        }

        var spec = FormatSpecification.Parse(specification, alignsRight: true);
        switch (spec.Type)
        {
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%':
                return Float(NumberConversion.ToFloat(number), spec);
            case '\0' or 'd' or 'n' or 'b' or 'o' or 'x' or 'X' or 'c':
                break;
            default:
                throw UnknownType(spec.Type, "int");
        }

        CheckInteger(spec);
        if (spec.Type == 'c')
        {
            return Align(Character(number), spec, '>');
        }

        (string digits, string prefix) = spec.Type switch
        {
            'b' => (IntegerText.ToPowerOfTwoBase(number, 1), "0b"),
            'o' => (IntegerText.ToPowerOfTwoBase(number, 3), "0o"),
            'x' => (IntegerText.ToPowerOfTwoBase(number, 4), "0x"),
            'X' => (IntegerText.ToPowerOfTwoBase(number, 4).ToUpperInvariant(), "0X"),
            _ => (IntegerText.ToDecimal(BigInteger.Abs(number)), ""),
        };
        return Number(number.Sign < 0, spec.Alternate ? prefix : "", digits, "", spec, spec.Type is 'b' or 'o' or 'x' or 'X' ? 4 : 3);
    }

    /// <summary><c>format(number, spec)</c> of a float.</summary>
    public static string Float(double number, string specification)
    {
        if (specification.Length == 0)
        {
            return FloatText.Repr(number);
        }

        var spec = FormatSpecification.Parse(specification, alignsRight: true);
        return spec.Type is '\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%'
            ? Float(number, spec)
            : throw UnknownType(spec.Type, "float");
    }

    private static string Float(double number, FormatSpecification spec)
    {
        if (spec.Type == 'n' && spec.Grouping != 0)
        {
            throw TemplateException.Runtime($"Cannot specify '{spec.Grouping}' with 'n'.");
        }

        double magnitude = Math.Abs(number);
        int precision = spec.Precision < 0 ? 6 : spec.Precision;
        string text = spec.Type switch
        {
            '%' => FloatText.Format(magnitude * 100, 'f', precision, spec.Alternate) + "%",
            'n' => FloatText.Format(magnitude, 'g', precision, spec.Alternate),
            '\0' when spec.Precision < 0 => FloatText.Repr(magnitude, spec.Alternate),
            '\0' => FloatText.FormatUnstyled(magnitude, precision, spec.Alternate),
            _ => FloatText.Format(magnitude, spec.Type, precision, spec.Alternate),
        };
        bool negative = double.IsNegative(number) && !double.IsNaN(number) && !(spec.CoerceZero && !text.ContainsAnyInRange('1', '9'));
        int integerDigits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        integerDigits = integerDigits < 0 ? text.Length : integerDigits;
        return Number(negative, "", text[..integerDigits], text[integerDigits..], spec, 3);
    }

    private static void CheckInteger(FormatSpecification spec)
    {
        string? problem = spec.Precision >= 0 ? "Precision not allowed in integer format specifier"
            : spec.CoerceZero ? "Negative zero coercion (z) not allowed in format specifier with integer presentation type"
            : spec.Grouping != 0 && spec.Type is 'n' or 'c' ? $"Cannot specify '{spec.Grouping}' with '{spec.Type}'."
            : spec.Grouping == ',' && spec.Type is 'b' or 'o' or 'x' or 'X' ? $"Cannot specify ',' with '{spec.Type}'."
            : spec.Type != 'c' ? null
            : spec.Sign != 0 ? "Sign not allowed with integer format specifier 'c'"
            : spec.Alternate ? "Alternate form (#) not allowed with integer format specifier 'c'"
            : null;
        if (problem is not null)
        {
            throw TemplateException.Runtime(problem);
        }
    }

    private static string Character(BigInteger number) =>
        number < 0 || number > 0x10FFFF ? throw TemplateException.Runtime("%c arg not in range(0x110000)")
        : number >= 0xD800 && number < 0xE000 ? ((char)(int)number).ToString()
        : char.ConvertFromUtf32((int)number);

    private static string Number(bool negative, string prefix, string digits, string rest, FormatSpecification spec, int groupSize)
    {
        string sign = negative ? "-" : spec.Sign is '+' or ' ' ? spec.Sign.ToString() : "";
        if (spec.Grouping != 0 && digits.Length > 0)
        {
            // Zeros that fill up the width are grouped too: 001,234.50.
            bool zeroFilled = spec.Fill == "0" && spec.Align == '=';
            int fixedWidth = sign.Length + prefix.Length + rest.Length;
            digits = Group(digits, spec.Grouping, groupSize, zeroFilled ? spec.Width - fixedWidth : 0);
        }

        string head = sign + prefix;
        string body = digits + rest;
        if (spec.Align != '=')
        {
            return Align(head + body, spec, '>');
        }

        return head + Padding.Pad(body, Math.Max(0, spec.Width - head.Length - body.Length), 0, spec.Fill ?? " ");
    }

    private static string Group(string digits, char separator, int size, int minWidth)
    {
        var groups = new StringBuilder(digits.Length + (digits.Length / size) + 1);
        int remaining = digits.Length;
        while (true)
        {
            int length = Math.Min(size, Math.Max(Math.Max(remaining, minWidth), 1));
            int taken = Math.Min(remaining, length);
            groups.Insert(0, digits.Substring(remaining - taken, taken).PadLeft(length, '0'));
            remaining -= taken;
            minWidth -= length;
            if (remaining <= 0 && minWidth <= 0)
            {
                return groups.ToString();
            }

            groups.Insert(0, separator);
            minWidth--;
        }
    }

    private static string Align(string text, FormatSpecification spec, char ownAlign)
    {
        string fill = spec.Fill ?? " ";
        int missing = Math.Max(0, spec.Width - CodePoints.Count(text));
        return (spec.Align == 0 ? ownAlign : spec.Align) switch
        {
            '<' => Padding.Pad(text, 0, missing, fill),
            '^' => Padding.Pad(text, missing / 2, missing - (missing / 2), fill),
            _ => Padding.Pad(text, missing, 0, fill),
        };
    }

    private static TemplateException UnknownType(char type, string typeName) =>
        TemplateException.Runtime($"Unknown format code '{type}' for object of type '{typeName}'");
}

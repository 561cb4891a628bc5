using System.Globalization;
using System.Numerics;
using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Values.Formatting;

/// <summary>
/// Python's <c>format % arguments</c>. With a safe format (Markup) what <c>%s</c> and <c>%r</c> print is escaped, as
/// MarkupSafe does it.
/// </summary>
internal ref struct PrintfFormatter
{
    private readonly string _format;
    private readonly bool _escape;
    private readonly Value _arguments;
    private readonly int _maxLength;
    private readonly StringBuilder _output;
    private int _at;
    private int _nextArgument;
    private Value _keyed;

    private PrintfFormatter(string format, Value arguments, bool escape, int maxLength)
    {
        _format = format;
        _arguments = arguments;
        _escape = escape;
        _maxLength = maxLength;
        _output = new StringBuilder(format.Length + 16);
    }

    /// <summary>
    /// Formats. A tuple gives one argument after the other, anything else is the one argument; a dict is it and gives
    /// the values of <c>%(name)s</c> as well.
    /// </summary>
    /// <exception cref="TemplateException">
    /// The format is not one, arguments are missing, left over or of the wrong type, or the result is longer than
    /// <paramref name="maxLength"/>.
    /// </exception>
    public static string Format(string format, Value arguments, bool escape, int maxLength = Padding.MaxLength) =>
        new PrintfFormatter(format, arguments, escape, maxLength).Run();

    private string Run()
    {
        while (true)
        {
            int percent = _format.IndexOf('%', _at);
            _output.Append(_format, _at, (percent < 0 ? _format.Length : percent) - _at);
            if (percent < 0)
            {
                break;
            }

            _at = percent + 1;
            if (Peek() == '%')
            {
                _output.Append('%');
                _at++;
                continue;
            }

            Conversion();
            Padding.Check(_output.Length, _maxLength);
        }

        bool allUsed = _arguments.Reference is TupleValue tuple
            ? _nextArgument >= tuple.Items.Length
            : _nextArgument > 0 || IsMapping(_arguments);
        return allUsed
            ? _output.ToString()
            : throw TemplateException.Runtime("not all arguments converted during string formatting");
    }

    private void Conversion()
    {
        if (Peek() == '(')
        {
            // The member is the one argument now, even for the width.
            _keyed = Member(Key());
        }

        var flags = PrintfFlags.None;
        while (Peek() is '-' or '+' or ' ' or '#' or '0')
        {
            flags |= _format[_at++] switch
            {
                '-' => PrintfFlags.Left,
                '+' => PrintfFlags.Plus,
                ' ' => PrintfFlags.Blank,
                '#' => PrintfFlags.Alternate,
                _ => PrintfFlags.Zero,
            };
        }

        int width = Number("width too big") ?? 0;
        if (width < 0)
        {
            flags |= PrintfFlags.Left;
            width = -width;
        }

        int precision = -1;
        if (Peek() == '.')
        {
            _at++;
            precision = Math.Max(0, Number("precision too big") ?? 0);
        }

        if (Peek() is 'h' or 'l' or 'L')
        {
            _at++;
        }

        Padding.Check(Math.Max(width, precision), _maxLength);
        int type = Peek();
        if (type < 0)
        {
            throw TemplateException.Runtime("incomplete format");
        }

        _at += CodePoints.WidthAt(_format, _at);
        Convert(type, NextArgument(), flags, width, precision);
    }

    private void Convert(int type, Value value, PrintfFlags flags, int width, int precision)
    {
        switch (type)
        {
            case 's' or 'r' or 'a':
                string text = Printed((char)type, value);
                WriteText(precision >= 0 && precision < text.Length ? CodePoints.Slice(text, 0, 1, Math.Min(precision, CodePoints.Count(text))) : text, flags, width);
                break;
            case 'c':
                WriteText(Character(value), flags, width);
                break;
            case 'd' or 'i' or 'u' or 'o' or 'x' or 'X':
                BigInteger integer = Integer((char)type, value);
                WriteNumber(integer.Sign < 0, Digits((char)type, integer, precision), Prefix((char)type, flags), flags, width);
                break;
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                double number = Float(value);
                string digits = FloatText.Format(Math.Abs(number), (char)type, precision < 0 ? 6 : precision, flags.HasFlag(PrintfFlags.Alternate));
                WriteNumber(double.IsNegative(number) && !double.IsNaN(number), digits, "", flags, width);
                break;
            default:
                int index = _at - (type > 0xFFFF ? 2 : 1);
                throw TemplateException.Runtime(string.Create(
                    CultureInfo.InvariantCulture,
                    $"unsupported format character '{(type <= 0xFFFF ? ((char)type).ToString() : char.ConvertFromUtf32(type))}' (0x{type:x}) at index {CodePoints.ToIndex(_format, index)}"));
        }
    }

    private readonly string Printed(char type, Value value)
    {
        if (type == 's')
        {
            string text = Printing.Str(value);
            return _escape && !value.IsMarkup ? HtmlEscaping.Escape(text) : text;
        }

        string repr = Printing.Repr(value);
        repr = _escape ? HtmlEscaping.Escape(repr) : repr;
        return type == 'a' ? StringRepr.ToAscii(repr) : repr;
    }

    private readonly string Character(Value value)
    {
        if (!_escape && value.IsText && CodePoints.Count(value.AsText) == 1)
        {
            return value.AsText;
        }

        if (_escape || !value.IsIntegral)
        {
            throw TemplateException.Runtime("%c requires int or char");
        }

        BigInteger c = value.AsBig;
        return c < 0 || c > 0x10FFFF ? throw TemplateException.Runtime("%c arg not in range(0x110000)")
            : c >= 0xD800 && c < 0xE000 ? ((char)(int)c).ToString()
            : char.ConvertFromUtf32((int)c);
    }

    private readonly BigInteger Integer(char type, Value value)
    {
        bool wantsIndex = type is 'o' or 'x' or 'X';
        RejectUndefined(value);
        if (value.IsIntegral && !(wantsIndex && _escape))
        {
            return value.AsBig;
        }

        if (value.IsFloat && !wantsIndex)
        {
            return NumberConversion.Truncate(value.AsFloat);
        }

        if (_escape && !wantsIndex && value.IsText && NumberParsing.TryParseInteger(value.AsText, 10, out BigInteger parsed))
        {
            return parsed;
        }

        throw TemplateException.Runtime($"%{type} format: {(wantsIndex ? "an integer" : "a real number")} is required, not {value.TypeName}");
    }

    private readonly double Float(Value value)
    {
        RejectUndefined(value);
        if (value.IsNumber)
        {
            return value.IsFloat ? value.AsFloat : NumberConversion.ToFloat(value.AsBig);
        }

        return _escape && value.IsText && NumberParsing.TryParseFloat(value.AsText, out double parsed)
            ? parsed
            : throw TemplateException.Runtime($"must be real number, not {value.TypeName}");
    }

    private static string Digits(char type, BigInteger value, int precision)
    {
        string digits = type switch
        {
            'o' => IntegerText.ToPowerOfTwoBase(value, 3),
            'x' => IntegerText.ToPowerOfTwoBase(value, 4),
            'X' => IntegerText.ToPowerOfTwoBase(value, 4).ToUpperInvariant(),
            _ => IntegerText.ToDecimal(BigInteger.Abs(value)),
        };
        return digits.PadLeft(Math.Max(precision, 0), '0');
    }

    private static string Prefix(char type, PrintfFlags flags) =>
        flags.HasFlag(PrintfFlags.Alternate) && type is 'o' or 'x' or 'X' ? "0" + type : "";

    private readonly void WriteText(string text, PrintfFlags flags, int width)
    {
        int missing = Math.Max(0, width - CodePoints.Count(text));
        _output.Append(flags.HasFlag(PrintfFlags.Left) ? Padding.Pad(text, 0, missing, " ") : Padding.Pad(text, missing, 0, " "));
    }

    private readonly void WriteNumber(bool negative, string digits, string prefix, PrintfFlags flags, int width)
    {
        string sign = negative ? "-" : flags.HasFlag(PrintfFlags.Plus) ? "+" : flags.HasFlag(PrintfFlags.Blank) ? " " : "";
        int missing = Math.Max(0, width - sign.Length - prefix.Length - digits.Length);
        string head = sign + prefix;
        _output.Append(
            flags.HasFlag(PrintfFlags.Left) ? head + Padding.Pad(digits, 0, missing, " ")
            : flags.HasFlag(PrintfFlags.Zero) ? head + Padding.Pad(digits, missing, 0, "0")
            : Padding.Pad(head + digits, missing, 0, " "));
    }

    private readonly int Peek() => _at < _format.Length ? CodePoints.ValueAt(_format, _at) : -1;

    private string Key()
    {
        int start = ++_at;
        for (int depth = 1; _at < _format.Length; _at++)
        {
            depth += _format[_at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return _format[start.._at++];
            }
        }

        throw TemplateException.Runtime("incomplete format key");
    }

    private int? Number(string tooBig)
    {
        if (Peek() == '*')
        {
            _at++;
            var given = NextArgument();
            return !_escape && given.IsIntegral
                ? (int)BigInteger.Clamp(given.AsBig, -int.MaxValue, int.MaxValue)
                : throw TemplateException.Runtime("* wants int");
        }

        long number = -1;
        while (Peek() is >= '0' and <= '9')
        {
            number = (Math.Max(0, number) * 10) + _format[_at++] - '0';
            if (number > int.MaxValue)
            {
                throw TemplateException.Runtime(tooBig);
            }
        }

        return number < 0 ? null : (int)number;
    }

    private Value NextArgument()
    {
        if (!_keyed.IsMissing)
        {
            var value = _keyed;
            _keyed = Value.Missing;
            _nextArgument = 1;
            return value;
        }

        if (_arguments.Reference is TupleValue tuple)
        {
            return _nextArgument < tuple.Items.Length ? tuple.Items[_nextArgument++] : throw NotEnough();
        }

        return _nextArgument++ == 0 ? _arguments : throw NotEnough();
    }

    private readonly Value Member(string key)
    {
        RejectUndefined(_arguments);
        if (_arguments.Reference is DictValue dict)
        {
            return dict.TryGet(key, out var value) ? value : throw TemplateException.Runtime(StringRepr.Quote(key));
        }

        throw TemplateException.Runtime(
            IsMapping(_arguments)
                ? $"{_arguments.TypeName} indices must be integers or slices, not str"
                : "format requires a mapping");
    }

    // What has items by key or index may stay unused, a text or tuple may not.
    private static bool IsMapping(Value value) => value.Kind is ValueKind.Dict or ValueKind.List or ValueKind.Range or ValueKind.Undefined;

    private static void RejectUndefined(Value value)
    {
        if (value.Reference is UndefinedValue undefined)
        {
            throw undefined.Fail();
        }
    }

    private static TemplateException NotEnough() => TemplateException.Runtime("not enough arguments for format string");
}

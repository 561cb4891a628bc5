using System.Globalization;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>
/// A piece of a format string: literal text and, unless <see cref="Name"/> is null, the replacement field after it
/// (<c>{name!conversion:specification}</c>).
/// </summary>
internal readonly record struct FormatField(string Literal, string? Name, char Conversion, string Specification)
{
    /// <summary>Reads the next piece and moves <paramref name="at"/> past it. Call while text is left.</summary>
    /// <exception cref="TemplateException">Braces that do not pair, or a conversion that is none.</exception>
    public static FormatField Read(string format, ref int at)
    {
        string literal = ReadLiteral(format, ref at, out bool opensField);
        if (!opensField)
        {
            return new FormatField(literal, null, '\0', "");
        }

        int end = FindEnd(format, at);
        string field = format[at..end];
        at = end + 1;

        int split = EndOfName(field);
        string name = field[..split];
        if (split == field.Length)
        {
            return new FormatField(literal, name, '\0', "");
        }

        if (field[split] == ':')
        {
            return new FormatField(literal, name, '\0', field[(split + 1)..]);
        }

        if (split + 1 >= field.Length)
        {
            throw TemplateException.Runtime("unmatched '{' in format spec");
        }

        char conversion = field[split + 1];
        return split + 2 == field.Length ? new FormatField(literal, name, conversion, "")
            : field[split + 2] == ':' ? new FormatField(literal, name, conversion, field[(split + 3)..])
            : throw TemplateException.Runtime("expected ':' after conversion specifier");
    }

    /// <summary>Splits a field name into its first part and the accesses that follow: <c>a.b[0]</c>.</summary>
    public static (string First, List<(bool IsAttribute, string Name)> Accesses) SplitName(string name)
    {
        int at = name.AsSpan().IndexOfAny('.', '[');
        at = at < 0 ? name.Length : at;
        string first = name[..at];
        var rest = new List<(bool, string)>();
        while (at < name.Length)
        {
            bool isAttribute = name[at] == '.';
            if (!isAttribute && name[at] != '[')
            {
                throw TemplateException.Runtime("Only '.' or '[' may follow ']' in format field specifier");
            }

            int start = at + 1;
            int length = isAttribute ? name.AsSpan(start).IndexOfAny('.', '[') : name.AsSpan(start).IndexOf(']');
            if (length < 0)
            {
                length = isAttribute ? name.Length - start : throw TemplateException.Runtime("Missing ']' in format string");
            }

            if (length == 0)
            {
                throw TemplateException.Runtime("Empty attribute in format string");
            }

            rest.Add((isAttribute, name.Substring(start, length)));
            at = start + length + (isAttribute ? 0 : 1);
        }

        return (first, rest);
    }

    /// <summary>The number a part of a field name stands for, if it is all digits.</summary>
    public static bool TryNumber(string text, out int number)
    {
        number = -1;
        if (text.Length == 0 || !StringPredicates.All(text, CharacterClass.IsDecimal))
        {
            return false;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            ? true
            : throw TemplateException.Runtime("Too many decimal digits in format string");
    }

    private static string ReadLiteral(string format, ref int at, out bool opensField)
    {
        int start = at;
        int brace = format.AsSpan(at).IndexOfAny('{', '}');
        if (brace < 0)
        {
            at = format.Length;
            opensField = false;
            return format[start..];
        }

        at += brace;
        char c = format[at++];
        if (at < format.Length && format[at] == c)
        {
            // A doubled brace stands for itself; the text goes on after it.
            string literal = format[start..at];
            at++;
            opensField = false;
            return literal;
        }

        opensField = c == '{' && at < format.Length
            ? true
            : throw TemplateException.Runtime($"Single '{c}' encountered in format string");
        return format[start..(at - 1)];
    }

    private static int FindEnd(string format, int start)
    {
        int depth = 1;
        bool inBrackets = false;
        bool inName = true;
        for (int i = start; i < format.Length; i++)
        {
            switch (format[i])
            {
                case '[' when inName:
                    inBrackets = true;
                    break;
                case ']' when inName:
                    inBrackets = false;
                    break;
                case ':' or '!' when !inBrackets:
                    inName = false;
                    break;
                case '{' when !inBrackets:
                    depth = inName ? throw TemplateException.Runtime("unexpected '{' in field name") : depth + 1;
                    break;
                case '}' when !inBrackets && --depth == 0:
                    return i;
            }
        }

        throw TemplateException.Runtime("expected '}' before end of string");
    }

    private static int EndOfName(string field)
    {
        bool inBrackets = false;
        for (int i = 0; i < field.Length; i++)
        {
            inBrackets = field[i] switch { '[' => true, ']' => false, _ => inBrackets };
            if (!inBrackets && field[i] is ':' or '!')
            {
                return i;
            }
        }

        return field.Length;
    }
}

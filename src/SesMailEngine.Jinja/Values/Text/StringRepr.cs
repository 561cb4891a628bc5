using System.Globalization;
using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Python's <c>repr</c> and <c>ascii</c> of a string.</summary>
internal static class StringRepr
{
    /// <summary>
    /// The string in quotes: single ones unless it holds those and no double ones. What is not printable is escaped;
    /// with <paramref name="ascii"/> all that is not ASCII too.
    /// </summary>
    public static string Quote(string text, bool ascii = false)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var output = new StringBuilder(text.Length + 2).Append(quote);
        for (int i = 0; i < text.Length; i += CodePoints.WidthAt(text, i))
        {
            int c = CodePoints.ValueAt(text, i);
            if (c == quote || c == '\\')
            {
                output.Append('\\').Append((char)c);
            }
            else if (c is >= ' ' and < 0x7F || (!ascii && CharacterClass.IsPrintable(c)))
            {
                output.Append(text, i, CodePoints.WidthAt(text, i));
            }
            else
            {
                AppendEscape(output, c);
            }
        }

        return output.Append(quote).ToString();
    }

    /// <summary>Escapes what is not ASCII in a repr, which makes it what Python's <c>ascii</c> gives.</summary>
    public static string ToAscii(string repr)
    {
        if (Ascii.IsValid(repr))
        {
            return repr;
        }

        var output = new StringBuilder(repr.Length + 8);
        for (int i = 0; i < repr.Length; i += CodePoints.WidthAt(repr, i))
        {
            int c = CodePoints.ValueAt(repr, i);
            if (c < 128)
            {
                output.Append((char)c);
            }
            else
            {
                AppendEscape(output, c);
            }
        }

        return output.ToString();
    }

    private static void AppendEscape(StringBuilder output, int c)
    {
        switch (c)
        {
            case '\n':
                output.Append("\\n");
                break;
            case '\r':
                output.Append("\\r");
                break;
            case '\t':
                output.Append("\\t");
                break;
            case < 0x100:
                output.Append(CultureInfo.InvariantCulture, $"\\x{c:x2}");
                break;
            case < 0x10000:
                output.Append(CultureInfo.InvariantCulture, $"\\u{c:x4}");
                break;
            default:
                output.Append(CultureInfo.InvariantCulture, $"\\U{c:x8}");
                break;
        }
    }
}

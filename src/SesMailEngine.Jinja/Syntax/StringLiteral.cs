using System.Globalization;
using System.Text;

namespace SesMailEngine.Jinja.Syntax;

/// <summary>The escapes of string literals, as Python's <c>unicode_escape</c> codec reads them.</summary>
internal static class StringLiteral
{
    /// <summary>The text a literal's inside stands for, or what Python says is wrong with it.</summary>
    internal static bool TryUnescape(string body, out string text, out string problem)
    {
        problem = string.Empty;
        if (!body.Contains('\\', StringComparison.Ordinal))
        {
            text = body;
            return true;
        }

        var result = new StringBuilder(body.Length);
        for (int at = 0; at < body.Length;)
        {
            char c = body[at++];
            if (c != '\\' || at == body.Length)
            {
                result.Append(c);
                continue;
            }

            char escape = body[at++];
            switch (escape)
            {
                case '\n':
                    break;
                case '\r' when at < body.Length && body[at] == '\n':
                    at++;
                    break;
                case '\\' or '\'' or '"':
                    result.Append(escape);
                    break;
                case 'a':
                    result.Append('\a');
                    break;
                case 'b':
                    result.Append('\b');
                    break;
                case 'f':
                    result.Append('\f');
                    break;
                case 'n':
                    result.Append('\n');
                    break;
                case 'r':
                    result.Append('\r');
                    break;
                case 't':
                    result.Append('\t');
                    break;
                case 'v':
                    result.Append('\v');
                    break;
                case >= '0' and <= '7':
                    int value = escape - '0';
                    for (int digits = 1; digits < 3 && at < body.Length && body[at] is >= '0' and <= '7'; digits++)
                    {
                        value = (value * 8) + (body[at++] - '0');
                    }

                    result.Append((char)value);
                    break;
                case 'x' or 'u' or 'U':
                    if (!TryHex(body, ref at, escape, result, out problem))
                    {
                        text = string.Empty;
                        return false;
                    }

                    break;
                case 'N':
                    if (!TryNamed(body, ref at, result, out problem))
                    {
                        text = string.Empty;
                        return false;
                    }

                    break;
                default:
                    result.Append('\\').Append(escape);
                    break;
            }
        }

        text = result.ToString();
        return true;
    }

    private static bool TryHex(string body, ref int at, char kind, StringBuilder result, out string problem)
    {
        int digits = kind switch { 'x' => 2, 'u' => 4, _ => 8 };
        problem = string.Empty;
        if (at + digits > body.Length
            || !uint.TryParse(body.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
        {
            problem = $"truncated \\{kind}{new string('X', digits)} escape";
            return false;
        }

        if (value > 0x10ffff)
        {
            problem = "illegal Unicode character";
            return false;
        }

        at += digits;
        if (value < 0x10000)
        {
            result.Append((char)value);
        }
        else
        {
            result.Append(char.ConvertFromUtf32((int)value));
        }

        return true;
    }

    private static bool TryNamed(string body, ref int at, StringBuilder result, out string problem)
    {
        int close = at < body.Length && body[at] == '{' ? body.IndexOf('}', at) : -1;
        if (close <= at + 1)
        {
            problem = "malformed \\N character escape";
            return false;
        }

        if (!CharacterNames.TryGet(body[(at + 1)..close], out string character))
        {
            problem = "unknown Unicode character name";
            return false;
        }

        problem = string.Empty;
        result.Append(character);
        at = close + 1;
        return true;
    }
}

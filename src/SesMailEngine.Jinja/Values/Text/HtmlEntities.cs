using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SesMailEngine.Jinja.Values.Text;

/// <summary>Character references read back as HTML5 has them (section 13.5): what Python's <c>html.unescape</c> does.</summary>
internal static class HtmlEntities
{
    private const int LongestName = 32;

    // Numbers 0x80 to 0x9F mean windows-1252; the zeros are unassigned there and stay what they are.
    private const string Windows1252 =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0" +
        "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    private static readonly SearchValues<char> NameEnd = SearchValues.Create("\t\n\f <&#;");

    private static readonly Lazy<FrozenDictionary<string, string>> Names = new(ReadNames);

    /// <summary>The text with all references replaced; what is none stays.</summary>
    public static string Unescape(string text)
    {
        int at = text.IndexOf('&');
        if (at < 0)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        int start = 0;
        while (at >= 0)
        {
            output.Append(text, start, at - start);
            start = at + 1;
            start += start < text.Length && text[start] == '#'
                ? AppendNumeric(output, text.AsSpan(start))
                : AppendNamed(output, text.AsSpan(start));
            at = text.IndexOf('&', start);
        }

        return output.Append(text, start, text.Length - start).ToString();
    }

    // Both append the replacement (or the ampersand, if there is none) and give how much of the rest it took.
    private static int AppendNumeric(StringBuilder output, ReadOnlySpan<char> rest)
    {
        bool hex = rest.Length > 1 && rest[1] is 'x' or 'X';
        int first = hex ? 2 : 1;
        int end = first;
        int number = 0;
        while (end < rest.Length && (hex ? char.IsAsciiHexDigit(rest[end]) : char.IsAsciiDigit(rest[end])))
        {
            // Beyond the last code point the exact number no longer matters.
            number = Math.Min((number * (hex ? 16 : 10)) + int.Parse(rest.Slice(end, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture), 0x110000);
            end++;
        }

        if (end == first)
        {
            output.Append('&');
            return 0;
        }

        output.Append(Character(number));
        return end < rest.Length && rest[end] == ';' ? end + 1 : end;
    }

    private static int AppendNamed(StringBuilder output, ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny(NameEnd);
        end = Math.Min(end < 0 ? rest.Length : end, LongestName);
        var names = Names.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        if (end < rest.Length && rest[end] == ';' && names.TryGetValue(rest[..(end + 1)], out string? value))
        {
            output.Append(value);
            return end + 1;
        }

        // Names of HTML 4 end where they end: &ampx is an ampersand and an x.
        for (int length = end; length > 1; length--)
        {
            if (names.TryGetValue(rest[..length], out value))
            {
                output.Append(value);
                return length;
            }
        }

        output.Append('&');
        return 0;
    }

    private static string Character(int number) => number switch
    {
        0 or > 0x10FFFF or (>= 0xD800 and < 0xE000) => "\uFFFD",
        >= 0x80 and < 0xA0 when Windows1252[number - 0x80] != 0 => Windows1252[number - 0x80].ToString(),
        >= 0x80 and < 0xA0 => ((char)number).ToString(),
        (< 0x20 and not ('\t' or '\n' or '\f' or '\r')) or 0x7F or (>= 0xFDD0 and <= 0xFDEF) => "",
        _ when (number & 0xFFFE) == 0xFFFE => "",
        _ => char.ConvertFromUtf32(number),
    };

    // One entity a line: the name, a semicolon or (if it may also stand without one) a space, its code points in hex.
    private static FrozenDictionary<string, string> ReadNames()
    {
        using var stream = typeof(HtmlEntities).Assembly.GetManifestResourceStream("HtmlEntities.txt")!;
        using var reader = new StreamReader(stream);
        var names = new Dictionary<string, string>(2300);
        while (reader.ReadLine() is { } line)
        {
            int end = line.AsSpan().IndexOfAny(' ', ';');
            string value = string.Concat(line[(end + 1)..].Split(' ').Select(
                hex => char.ConvertFromUtf32(int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
            names[line[..end] + ";"] = value;
            if (line[end] == ' ')
            {
                names[line[..end]] = value;
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

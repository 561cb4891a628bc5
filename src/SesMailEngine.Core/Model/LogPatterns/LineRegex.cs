using System.Text;
using System.Text.RegularExpressions;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>
/// A regular expression of a pattern. Only what AWS takes: letters, digits, a few symbols, character classes, repetition and
/// alternatives; no groups. It runs without backtracking, so its time grows with the line and never explodes.
/// </summary>
internal sealed class LineRegex
{
    // How often something may be repeated, over all repetitions: each copy costs memory in the automaton.
    private const int MaxRepetitions = 2000;
    private const string Symbols = ":_#=@/;,- ";
    private const string Operators = "^$?[]{}|*+.";
    private const string EscapedClasses = "dDsSwW";

    private readonly Regex regex;

    public LineRegex(string text)
    {
        if (text.Length == 0) throw new LogPatternException("a regular expression is empty");
        Check(text);
        try
        {
            regex = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new LogPatternException("a regular expression cannot be read: " + error.Message);
        }
    }

    /// <summary>True when the expression is found in the text.</summary>
    public bool IsMatch(string text) => regex.IsMatch(text);

    /// <summary>True when the expression is found in the line.</summary>
    public bool IsMatch(ReadOnlySpan<byte> line) => regex.IsMatch(Encoding.UTF8.GetString(line));

    private static void Check(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\') CheckEscape(text, ref i);
            else if (!char.IsAsciiLetterOrDigit(c) && !Symbols.Contains(c) && !Operators.Contains(c))
                throw new LogPatternException($"a regular expression may not hold '{(char.IsControl(c) || c > 126 ? '?' : c)}'");
        }
        CheckRepetitions(text);
    }

    private static void CheckEscape(string text, ref int i)
    {
        if (++i == text.Length) throw new LogPatternException("a regular expression ends with a backslash");
        var c = text[i];
        if (c == 'x')
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw new LogPatternException("in a regular expression, \\x needs two hexadecimal digits");
            i += 2;
        }
        else if (!EscapedClasses.Contains(c) && (c is <= ' ' or > '~' || char.IsAsciiLetterOrDigit(c)))
        {
            throw new LogPatternException("in a regular expression, only a symbol or one of dDsSwWx may follow a backslash");
        }
    }

    private static void CheckRepetitions(string text)
    {
        var total = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '{')
            {
                var largest = 0;
                var number = 0;
                for (i++; i < text.Length && text[i] != '}'; i++)
                {
                    number = char.IsAsciiDigit(text[i]) ? Math.Min(number * 10 + text[i] - '0', MaxRepetitions + 1) : 0;
                    largest = Math.Max(largest, number);
                }
                total += largest;
                if (total > MaxRepetitions) throw new LogPatternException($"a regular expression repeats more than {MaxRepetitions} times");
            }
        }
    }
}

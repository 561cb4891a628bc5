using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>
/// A filter pattern of CloudWatch Logs, compiled: terms, <c>{ $.field = "x" }</c> or <c>[a, b = 1, ...]</c>
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html). Immutable, and safe to use from any
/// number of threads. A match costs at most the length of the line times the length of the pattern.
/// </summary>
/// <remarks>
/// One thing is wider than on AWS: an unquoted term may hold any character that is not white space, so that an id with dashes needs
/// no quotes. Only a dash or question mark in front of a term has a meaning.
/// </remarks>
public sealed class LogPattern
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int MaxLength = 1024;

    private readonly ILineTest test;

    private LogPattern(ILineTest test) => this.test = test;

    /// <summary>Reads a pattern. An empty one matches every line.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="pattern">The compiled pattern.</param>
    /// <param name="error"><c>Invalid filter pattern: …</c>, saying what is wrong and where; null when the pattern is valid.</param>
    /// <returns>True when the pattern is valid.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out LogPattern? pattern, [NotNullWhen(false)] out string? error)
    {
        pattern = null;
        error = null;
        if (text.Length > MaxLength)
        {
            error = $"Invalid filter pattern: longer than {MaxLength} characters";
            return false;
        }
        try
        {
            pattern = new LogPattern(Parse(new PatternText(text)));
            return true;
        }
        catch (LogPatternException invalid)
        {
            error = $"Invalid filter pattern: {invalid.Message}";
            return false;
        }
    }

    /// <summary>True when a line of the log matches.</summary>
    /// <param name="line">The line in UTF-8, without its end.</param>
    public bool Matches(ReadOnlyMemory<byte> line) => test.Matches(line);

    /// <summary>True when a line of the log matches.</summary>
    public bool Matches(string line) => test.Matches(Encoding.UTF8.GetBytes(line));

    private static ILineTest Parse(PatternText text)
    {
        text.SkipSpace();
        return text.Current switch
        {
            '{' => JsonPatternParser.Parse(text),
            '[' => FieldPatternParser.Parse(text),
            _ => TermPatternParser.Parse(text),
        };
    }
}

using System.Text;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary>One term: text found anywhere in the line, upper and lower case told apart, or a regular expression.</summary>
internal sealed class Term
{
    private readonly byte[] text;
    private readonly LineRegex? regex;

    public Term(string text) => this.text = Encoding.UTF8.GetBytes(text);

    public Term(LineRegex regex)
    {
        text = [];
        this.regex = regex;
    }

    /// <summary>True when the line holds the term.</summary>
    public bool IsIn(ReadOnlySpan<byte> line) => regex?.IsMatch(line) ?? line.IndexOf(text) >= 0;
}

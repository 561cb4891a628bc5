namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary><c>= %regex%</c>: found anywhere in the value.</summary>
internal sealed record RegexValueTest(LineRegex Regex, bool IsNegated) : IValueTest
{
    /// <inheritdoc/>
    public bool Matches(string value) => Regex.IsMatch(value) != IsNegated;
}

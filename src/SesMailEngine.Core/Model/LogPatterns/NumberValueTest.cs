using System.Globalization;

namespace SesMailEngine.Core.Model.LogPatterns;

/// <summary><c>&gt; 5</c> and the like: a value that is no number is neither more nor less, and not equal.</summary>
/// <param name="Operator">One of <c>= != &lt; &gt; &lt;= &gt;=</c>.</param>
/// <param name="Number">What to compare with.</param>
internal sealed record NumberValueTest(string Operator, double Number) : IValueTest
{
    /// <inheritdoc/>
    public bool Matches(string value)
    {
        if (!TryParse(value, out var number)) return Operator == "!=";
        return Operator switch
        {
            "=" => number == Number,
            "!=" => number != Number,
            "<" => number < Number,
            ">" => number > Number,
            "<=" => number <= Number,
            _ => number >= Number,
        };
    }

    /// <summary>Reads a number as JSON writes it, with a plus sign allowed.</summary>
    public static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}

using System.Text;
using System.Text.Json;

namespace SesMailEngine.Core.Model.EventPatterns;

/// <summary>Reads the value of <c>numeric</c>: <c>["=", 5]</c>, <c>["&gt;", 0]</c> or <c>["&gt;=", 0, "&lt;", 10]</c>.</summary>
internal sealed class NumericExpressionParser(PatternSource source)
{
    /// <summary>Reads one; the reader stands on its opening bracket, and then on its closing one.</summary>
    /// <exception cref="EventPatternException">It is not valid.</exception>
    public NumericRangeTest Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw source.Error(reader, "Value of numeric must be an array.");
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            throw source.Error(reader, $"Invalid member in numeric match: {Encoding.UTF8.GetString(reader.ValueSpan)}");
        }
        var sign = reader.GetString()!;
        if (sign is not ("=" or ">" or ">=" or "<" or "<="))
        {
            throw source.Error(reader, $"Unrecognized numeric range operator: {sign}");
        }
        reader.Read();
        var number = Operand(ref reader, sign == "=" ? "equals" : sign);
        reader.Read();
        if (sign is ">" or ">=" && reader.TokenType != JsonTokenType.EndArray)
        {
            return ReadUpperEnd(ref reader, number, sign == ">");
        }
        if (reader.TokenType != JsonTokenType.EndArray) throw source.Error(reader, "Too many elements in numeric expression");
        return sign switch
        {
            "=" => new(number, false, number, false),
            ">" or ">=" => new(number, sign == ">", NumericRangeTest.Limit, false),
            _ => new(-NumericRangeTest.Limit, false, number, sign == "<"),
        };
    }

    /// <summary>The number the reader stands on, as an exact value.</summary>
    public NumberTest Exact(ref Utf8JsonReader reader)
    {
        var number = Operand(ref reader, "anything-but");
        return new NumberTest(Encoding.UTF8.GetString(reader.ValueSpan), number);
    }

    private NumericRangeTest ReadUpperEnd(ref Utf8JsonReader reader, decimal bottom, bool openBottom)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw source.Error(reader, $"Bad value in numeric range: {Encoding.UTF8.GetString(reader.ValueSpan)}");
        }
        var sign = reader.GetString()!;
        if (sign is not ("<" or "<=")) throw source.Error(reader, $"Bad numeric range operator: {sign}");
        reader.Read();
        var top = Operand(ref reader, sign);
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            throw source.Error(reader, "Too many terms in numeric range expression");
        }
        if (bottom >= top) throw source.Error(reader, "Bottom must be less than top");
        return new(bottom, openBottom, top, sign == "<");
    }

    private decimal Operand(ref Utf8JsonReader reader, string of)
    {
        if (reader.TokenType != JsonTokenType.Number) throw source.Error(reader, $"Value of {of} must be numeric");
        if (reader.TryGetDecimal(out var number) && Math.Abs(number) <= NumericRangeTest.Limit) return number;
        throw source.Error(reader, "Value must be between -5.0E9 and 5.0E9, inclusive");
    }
}

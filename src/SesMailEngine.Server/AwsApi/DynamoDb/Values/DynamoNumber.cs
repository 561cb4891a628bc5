using System.Globalization;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Values;

/// <summary>
/// DynamoDB's number: up to 38 significant decimal digits, magnitude 1E-130 to 9.99…E+125
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number).
/// Exact; never a binary fraction.
/// </summary>
internal readonly struct DynamoNumber : IComparable<DynamoNumber>, IEquatable<DynamoNumber>
{
    private const int MaxDigits = 38;
    private const int MaxMagnitude = 125;
    private const int MinMagnitude = -130;

    // value = ±coefficient × 10^exponent; the coefficient has no trailing zero, and zero is 0 × 10^0.
    private readonly UInt128 _coefficient;
    private readonly short _exponent;
    private readonly byte _digits;
    private readonly bool _negative;

    private DynamoNumber(UInt128 coefficient, int exponent, int digits, bool negative)
    {
        _coefficient = coefficient;
        _exponent = (short)exponent;
        _digits = (byte)digits;
        _negative = negative;
    }

    /// <summary>Significant digits; 0 for zero.</summary>
    public int Digits => _digits;

    /// <summary>True below zero.</summary>
    public bool IsNegative => _negative;

    // The power of ten of the first digit.
    private int Magnitude => _exponent + _digits - 1;

    /// <summary>The same whole number.</summary>
    public static DynamoNumber From(long value)
    {
        var magnitude = value < 0 ? (UInt128)(-(Int128)value) : (UInt128)value;
        return Normalize(magnitude, 0, value < 0);
    }

    /// <summary>Reads decimal text, with or without exponent; the error is in DynamoDB's words, null when it was read.</summary>
    public static string? TryParse(string? text, out DynamoNumber number)
    {
        number = default;
        if (string.IsNullOrEmpty(text)) return "The parameter cannot be converted to a numeric value";
        var refusal = "The parameter cannot be converted to a numeric value: " + text;
        var at = 0;
        var negative = text[0] == '-';
        if (text[0] is '-' or '+') at++;

        UInt128 coefficient = 0;
        int taken = 0, exponent = 0, zeros = 0;
        bool any = false, point = false, tooLong = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }
            if (!char.IsAsciiDigit(c)) break;
            any = true;
            if (point) exponent--;
            if (c == '0')
            {
                // Zeros wait: they count only when another digit follows them.
                if (taken > 0) zeros++;
                continue;
            }
            if (taken + zeros + 1 > MaxDigits) tooLong = true;
            if (!tooLong)
            {
                for (; zeros > 0; zeros--) (coefficient, taken) = (coefficient * 10, taken + 1);
                (coefficient, taken) = ((coefficient * 10) + (UInt128)(c - '0'), taken + 1);
            }
        }
        if (!any) return refusal;
        exponent += zeros;
        if (at < text.Length)
        {
            if (text[at] is not ('e' or 'E')) return refusal;
            if (!TryParseExponent(text.AsSpan(at + 1), out var shift)) return refusal;
            exponent += shift;
        }
        if (tooLong) return "Attempting to store more than 38 significant digits in a Number";
        if (taken == 0) return null;
        if (exponent + taken - 1 > MaxMagnitude)
        {
            return "Number overflow. Attempting to store a number with magnitude larger than supported range";
        }
        if (exponent + taken - 1 < MinMagnitude)
        {
            return "Number underflow. Attempting to store a number with magnitude smaller than supported range";
        }
        number = new DynamoNumber(coefficient, exponent, taken, negative);
        return null;
    }

    /// <inheritdoc/>
    public int CompareTo(DynamoNumber other)
    {
        if (_digits == 0 || other._digits == 0 || _negative != other._negative) return Sign.CompareTo(other.Sign);
        var order = Magnitude.CompareTo(other.Magnitude);
        if (order == 0)
        {
            // Same magnitude: give both the same count of digits and compare those.
            var left = _coefficient;
            var right = other._coefficient;
            for (var i = _digits; i < other._digits; i++) left *= 10;
            for (var i = other._digits; i < _digits; i++) right *= 10;
            order = left.CompareTo(right);
        }
        return _negative ? -order : order;
    }

    /// <inheritdoc/>
    public bool Equals(DynamoNumber other) =>
        _coefficient == other._coefficient && _exponent == other._exponent && _negative == other._negative;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DynamoNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_coefficient, _exponent, _negative);

    /// <summary>Plain decimal notation without exponent, as DynamoDB answers.</summary>
    public override string ToString()
    {
        var digits = _coefficient.ToString(CultureInfo.InvariantCulture);
        var text = _exponent >= 0
            ? digits + new string('0', _exponent)
            : Magnitude >= 0
                ? string.Concat(digits.AsSpan(0, Magnitude + 1), ".", digits.AsSpan(Magnitude + 1))
                : "0." + new string('0', -Magnitude - 1) + digits;
        return _negative ? "-" + text : text;
    }

    private int Sign => _digits == 0 ? 0 : _negative ? -1 : 1;

    private static bool TryParseExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        var digits = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')) return false;
        digits = digits.TrimStart('0');
        // Anything longer is out of range whatever the coefficient.
        var size = digits.Length > 5 ? 99_999 : digits.IsEmpty ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
        exponent = text[0] == '-' ? -size : size;
        return true;
    }

    private static DynamoNumber Normalize(UInt128 coefficient, int exponent, bool negative)
    {
        if (coefficient == 0) return default;
        for (; coefficient % 10 == 0; coefficient /= 10) exponent++;
        var digits = 0;
        for (var rest = coefficient; rest > 0; rest /= 10) digits++;
        return new DynamoNumber(coefficient, exponent, digits, negative);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using SesMailEngine.Jinja.Values.Numbers;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Values;

/// <summary>
/// Any value a template can see, in 16 bytes: a reference and 64 bits. Numbers and booleans carry a
/// tag in the reference and themselves in the bits; all others carry their object in the reference and
/// their <see cref="ValueKind"/> in the bits. <c>default</c> is <see cref="Missing"/>.
/// Equality is Python's: <c>1</c>, <c>1.0</c> and <c>True</c> are equal.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    private readonly object? _reference;
    private readonly long _bits;

    private Value(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    private Value(object? reference, ValueKind kind)
    {
        _reference = reference;
        _bits = (long)kind;
    }

    /// <summary>No value. Never the result of an expression.</summary>
    public static Value Missing => default;

    /// <summary>Python's <c>None</c>.</summary>
    public static Value None => new(null, ValueKind.None);

    /// <summary>The boolean <c>True</c>.</summary>
    public static Value True => new(PrimitiveTag.Bool, 1L);

    /// <summary>The boolean <c>False</c>.</summary>
    public static Value False => new(PrimitiveTag.Bool, 0L);

    /// <summary>The empty text.</summary>
    public static Value EmptyString => new(string.Empty, ValueKind.String);

    /// <summary>What this value holds.</summary>
    public ValueKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is PrimitiveTag tag ? tag.Kind : (ValueKind)_bits;
    }

    /// <summary>True for <see cref="Missing"/>.</summary>
    public bool IsMissing => _reference is null && _bits == 0;

    /// <summary>True for Python's <c>None</c>.</summary>
    public bool IsNone => _reference is null && _bits == (long)ValueKind.None;

    /// <summary>True for a text, safe or not.</summary>
    public bool IsText => _reference is string;

    /// <summary>True for a text that counts as safe HTML.</summary>
    public bool IsMarkup => _reference is string && _bits == (long)ValueKind.Markup;

    /// <summary>True for the result of a look-up that found nothing.</summary>
    public bool IsUndefined => _reference is UndefinedValue;

    internal bool IsInt
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(_reference, PrimitiveTag.Int);
    }

    internal bool IsFloat => ReferenceEquals(_reference, PrimitiveTag.Float);

    internal bool IsBool
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(_reference, PrimitiveTag.Bool);
    }

    /// <summary>True for int of any size and bool, which is an int in Python.</summary>
    internal bool IsIntegral => IsInt || IsBool || _reference is BigInteger;

    /// <summary>True for int of any size, bool and float.</summary>
    internal bool IsNumber => IsIntegral || IsFloat;

    internal object? Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference;
    }

    internal long Bits => _bits;

    /// <summary>An integer.</summary>
    public static Value From(long value) => new(PrimitiveTag.Int, value);

    /// <summary>An integer of any size; one that fits 64 bits becomes <see cref="ValueKind.Int"/>.</summary>
    public static Value From(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? From((long)value) : new(value, ValueKind.BigInt);

    /// <summary>A double.</summary>
    public static Value From(double value) => new(PrimitiveTag.Float, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A boolean.</summary>
    public static Value From(bool value) => new(PrimitiveTag.Bool, value ? 1L : 0L);

    /// <summary>A text, or <see cref="None"/> for null.</summary>
    public static Value From(string? value) => value is null ? None : new(value, ValueKind.String);

    /// <summary>A text that counts as safe HTML and is not escaped again.</summary>
    public static Value Safe(string value) => new(value, ValueKind.Markup);

    /// <summary>A dict; the value and the caller share it.</summary>
    public static Value From(DictValue value) => new(value, ValueKind.Dict);

    /// <summary>A list; the value and the caller share it.</summary>
    public static Value From(ListValue value) => new(value, ValueKind.List);

    internal static Value From(TupleValue value) => new(value, ValueKind.Tuple);

    internal static Value From(RangeValue value) => new(value, ValueKind.Range);

    internal static Value From(UndefinedValue value) => new(value, ValueKind.Undefined);

    internal static Value From(ObjectValue value) => new(value, value.Kind);

    internal static Value Tuple(params Value[] items) => From(new TupleValue(items));

    /// <summary>A text that is safe HTML where <paramref name="safe"/>, a plain one otherwise.</summary>
    internal static Value Text(string value, bool safe) => new(value, safe ? ValueKind.Markup : ValueKind.String);

    /// <summary>The payload of an <see cref="ValueKind.Int"/> or <see cref="ValueKind.Bool"/>; anything else is a mistake.</summary>
    internal long AsInt => _bits;

    internal bool AsBool => _bits != 0;

    internal double AsFloat => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The text of a <see cref="ValueKind.String"/> or <see cref="ValueKind.Markup"/>.</summary>
    internal string AsText => Unsafe.As<string>(_reference!);

    internal ListValue AsList => (ListValue)_reference!;

    internal TupleValue AsTuple => (TupleValue)_reference!;

    internal DictValue AsDict => (DictValue)_reference!;

    /// <summary>The payload of any integer as a big one; bool counts as 0 or 1.</summary>
    internal BigInteger AsBig => _reference is BigInteger big ? big : _bits;

    /// <summary>The double of any number. Integers beyond the range of double give infinity.</summary>
    internal double ToDouble() =>
        IsFloat ? AsFloat : _reference is BigInteger big ? NumberConversion.Nearest(big) : _bits;

    /// <summary>Python's name of the type, such as <c>str</c>, <c>int</c>, <c>NoneType</c>.</summary>
    internal string TypeName => Kind switch
    {
        ValueKind.Missing or ValueKind.None => "NoneType",
        ValueKind.Bool => "bool",
        ValueKind.Int or ValueKind.BigInt => "int",
        ValueKind.Float => "float",
        ValueKind.String => "str",
        ValueKind.Markup => "Markup",
        _ => ((ObjectValue)_reference!).TypeName,
    };

    /// <summary>Equality as Python's <c>==</c> has it, except that an undefined value of any kind never throws.</summary>
    public bool Equals(Value other) => Equality.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Hashing.Of(this);

    /// <summary>The text Python's <c>str()</c> would give.</summary>
    public override string ToString() => Printing.Str(this);

    /// <summary>Equality as Python's <c>==</c> has it.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Inequality as Python's <c>!=</c> has it.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>A text value.</summary>
    public static implicit operator Value(string value) => From(value);

    /// <summary>An integer value.</summary>
    public static implicit operator Value(long value) => From(value);

    /// <summary>A float value.</summary>
    public static implicit operator Value(double value) => From(value);

    /// <summary>A boolean value.</summary>
    public static implicit operator Value(bool value) => From(value);
}

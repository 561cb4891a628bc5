namespace SesMailEngine.Server.AwsApi.DynamoDb.Values;

/// <summary>One value of DynamoDB's data model; immutable by convention.</summary>
internal sealed class AttributeValue
{
    private readonly object? _content;

    private AttributeValue(AttributeType type, object? content)
    {
        Type = type;
        _content = content;
    }

    /// <summary>The null value.</summary>
    public static AttributeValue Null { get; } = new(AttributeType.NULL, null);

    /// <summary>True.</summary>
    public static AttributeValue True { get; } = new(AttributeType.BOOL, true);

    /// <summary>False.</summary>
    public static AttributeValue False { get; } = new(AttributeType.BOOL, false);

    /// <summary>The type.</summary>
    public AttributeType Type { get; }

    /// <summary>The text of an S.</summary>
    public string Text => (string)_content!;

    /// <summary>The number of an N.</summary>
    public DynamoNumber Number => (DynamoNumber)_content!;

    /// <summary>The bytes of a B.</summary>
    public byte[] Bytes => (byte[])_content!;

    /// <summary>The truth of a BOOL.</summary>
    public bool Boolean => (bool)_content!;

    /// <summary>The elements of an L or of a set; those of a set are S, N or B.</summary>
    public IReadOnlyList<AttributeValue> Elements => (IReadOnlyList<AttributeValue>)_content!;

    /// <summary>The content of an M.</summary>
    public AttributeMap Map => (AttributeMap)_content!;

    /// <summary>True for SS, NS and BS.</summary>
    public bool IsSet => Type is AttributeType.SS or AttributeType.NS or AttributeType.BS;

    /// <summary>A string.</summary>
    public static AttributeValue Of(string text) => new(AttributeType.S, text);

    /// <summary>A number.</summary>
    public static AttributeValue Of(DynamoNumber number) => new(AttributeType.N, number);

    /// <summary>A whole number.</summary>
    public static AttributeValue Of(long number) => new(AttributeType.N, DynamoNumber.From(number));

    /// <summary>Bytes.</summary>
    public static AttributeValue Of(byte[] bytes) => new(AttributeType.B, bytes);

    /// <summary>A boolean.</summary>
    public static AttributeValue Of(bool value) => value ? True : False;

    /// <summary>A list.</summary>
    public static AttributeValue Of(IReadOnlyList<AttributeValue> elements) => new(AttributeType.L, elements);

    /// <summary>A map.</summary>
    public static AttributeValue Of(AttributeMap map) => new(AttributeType.M, map);

    /// <summary>A set; <paramref name="type"/> is SS, NS or BS, and the elements agree with it.</summary>
    public static AttributeValue Set(AttributeType type, IReadOnlyList<AttributeValue> elements) => new(type, elements);

    /// <summary>As DynamoDB shows a value in messages: <c>{S:abc}</c>.</summary>
    public override string ToString() => Type switch
    {
        AttributeType.S => $"{{S:{Text}}}",
        AttributeType.N => $"{{N:{Number}}}",
        AttributeType.B => $"{{B:{Convert.ToBase64String(Bytes)}}}",
        AttributeType.BOOL => Boolean ? "{BOOL:true}" : "{BOOL:false}",
        AttributeType.NULL => "{NULL:true}",
        _ => $"{{{Type}:…}}",
    };
}

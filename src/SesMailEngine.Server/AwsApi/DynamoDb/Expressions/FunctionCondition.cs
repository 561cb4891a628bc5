using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>
/// The functions that hold or not
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Functions).
/// </summary>
internal sealed class FunctionCondition(string name, IReadOnlyList<Operand> arguments) : Condition
{
    /// <summary>The function.</summary>
    public string Name { get; } = name;

    /// <summary>What it is called with.</summary>
    public IReadOnlyList<Operand> Arguments { get; } = arguments;

    /// <summary>The number of arguments of a function, <c>size</c> included; null for no function.</summary>
    public static int? Arity(string name) => name switch
    {
        "attribute_exists" or "attribute_not_exists" or "size" => 1,
        "attribute_type" or "begins_with" or "contains" => 2,
        _ => null,
    };

    /// <inheritdoc/>
    public override bool Holds(AttributeMap item)
    {
        var first = Arguments[0].Evaluate(item);
        if (Name == "attribute_exists") return first is not null;
        if (Name == "attribute_not_exists") return first is null;
        if (first is null || Arguments[1].Evaluate(item) is not { } second) return false;
        return Name switch
        {
            "attribute_type" => first.Type.ToString() == second.Text,
            "begins_with" => BeginsWith(first, second),
            _ => Contains(first, second),
        };
    }

    private static bool BeginsWith(AttributeValue value, AttributeValue prefix) => (value.Type, prefix.Type) switch
    {
        (AttributeType.S, AttributeType.S) => value.Text.StartsWith(prefix.Text, StringComparison.Ordinal),
        (AttributeType.B, AttributeType.B) => value.Bytes.AsSpan().StartsWith(prefix.Bytes),
        _ => false,
    };

    private static bool Contains(AttributeValue value, AttributeValue part) => value.Type switch
    {
        AttributeType.S => part.Type == AttributeType.S && value.Text.Contains(part.Text, StringComparison.Ordinal),
        AttributeType.B => part.Type == AttributeType.B && value.Bytes.AsSpan().IndexOf(part.Bytes) >= 0,
        AttributeType.L or AttributeType.SS or AttributeType.NS or AttributeType.BS =>
            ValueOrder.Contains(value.Elements, part),
        _ => false,
    };
}

using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>What a key condition expression says of one key attribute.</summary>
/// <param name="Operator"><c>=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>BETWEEN</c> or <c>begins_with</c>.</param>
/// <param name="Value">The value; of a BETWEEN the lower bound.</param>
/// <param name="High">The upper bound of a BETWEEN; null otherwise.</param>
internal sealed record KeyCondition(string Operator, AttributeValue Value, AttributeValue? High = null)
{
    /// <summary>True when a key's value meets it.</summary>
    public bool Accepts(AttributeValue key) => Operator switch
    {
        "=" => ValueOrder.AreEqual(key, Value),
        "<" => ValueOrder.TryCompare(key, Value) < 0,
        "<=" => ValueOrder.TryCompare(key, Value) <= 0,
        ">" => ValueOrder.TryCompare(key, Value) > 0,
        ">=" => ValueOrder.TryCompare(key, Value) >= 0,
        "BETWEEN" => ValueOrder.TryCompare(key, Value) >= 0 && ValueOrder.TryCompare(key, High!) <= 0,
        _ => key.Type == Value.Type && (key.Type == AttributeType.S
            ? key.Text.StartsWith(Value.Text, StringComparison.Ordinal)
            : key.Type == AttributeType.B && key.Bytes.AsSpan().StartsWith(Value.Bytes)),
    };
}

using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>A value of the request.</summary>
internal sealed class ValueOperand(AttributeValue value) : Operand
{
    /// <summary>The value.</summary>
    public AttributeValue Value { get; } = value;

    /// <inheritdoc/>
    public override AttributeType? KnownType => Value.Type;

    /// <inheritdoc/>
    public override AttributeValue? Evaluate(AttributeMap item) => Value;
}

using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary><c>size(path)</c>: characters of a string, bytes of a binary, elements of a set, list or map.</summary>
internal sealed class SizeOperand(Operand operand) : Operand
{
    /// <inheritdoc/>
    public override AttributeType? KnownType => AttributeType.N;

    /// <inheritdoc/>
    public override AttributeValue? Evaluate(AttributeMap item)
    {
        if (operand.Evaluate(item) is not { } value) return null;
        return value.Type switch
        {
            AttributeType.S => AttributeValue.Of(value.Text.Length),
            AttributeType.B => AttributeValue.Of(value.Bytes.Length),
            AttributeType.M => AttributeValue.Of(value.Map.Count),
            AttributeType.L or AttributeType.SS or AttributeType.NS or AttributeType.BS =>
                AttributeValue.Of(value.Elements.Count),
            _ => null,
        };
    }
}

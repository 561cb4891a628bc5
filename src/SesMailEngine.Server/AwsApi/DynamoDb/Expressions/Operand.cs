using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>Something with a value: a path, a placeholder, a size.</summary>
internal abstract class Operand : ExpressionNode
{
    /// <summary>The type known before any item is seen; null for a path.</summary>
    public abstract AttributeType? KnownType { get; }

    /// <summary>The value for an item; null when it has none.</summary>
    public abstract AttributeValue? Evaluate(AttributeMap item);
}

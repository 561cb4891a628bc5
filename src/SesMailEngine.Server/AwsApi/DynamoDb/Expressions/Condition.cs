using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>Something that holds for an item or not.</summary>
internal abstract class Condition : ExpressionNode
{
    /// <summary>True when it holds.</summary>
    public abstract bool Holds(AttributeMap item);
}

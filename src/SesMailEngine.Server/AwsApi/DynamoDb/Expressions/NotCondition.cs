using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary><c>NOT condition</c>.</summary>
internal sealed class NotCondition(Condition inner) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(AttributeMap item) => !inner.Holds(item);
}

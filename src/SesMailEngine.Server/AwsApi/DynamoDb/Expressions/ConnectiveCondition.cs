using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary><c>left AND right</c>, <c>left OR right</c>.</summary>
internal sealed class ConnectiveCondition(bool isAnd, Condition left, Condition right) : Condition
{
    /// <summary>True for AND.</summary>
    public bool IsAnd { get; } = isAnd;

    /// <summary>The first.</summary>
    public Condition Left { get; } = left;

    /// <summary>The second.</summary>
    public Condition Right { get; } = right;

    /// <inheritdoc/>
    public override bool Holds(AttributeMap item) =>
        IsAnd ? Left.Holds(item) && Right.Holds(item) : Left.Holds(item) || Right.Holds(item);
}

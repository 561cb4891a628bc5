using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary><c>operand BETWEEN low AND high</c>, both ends included.</summary>
internal sealed class BetweenCondition(Operand operand, Operand low, Operand high) : Condition
{
    /// <summary>What is tested.</summary>
    public Operand Operand { get; } = operand;

    /// <summary>The lower bound.</summary>
    public Operand Low { get; } = low;

    /// <summary>The upper bound.</summary>
    public Operand High { get; } = high;

    /// <inheritdoc/>
    public override bool Holds(AttributeMap item) =>
        Operand.Evaluate(item) is { } value && Low.Evaluate(item) is { } low && High.Evaluate(item) is { } high &&
        ValueOrder.TryCompare(value, low) >= 0 && ValueOrder.TryCompare(value, high) <= 0;
}

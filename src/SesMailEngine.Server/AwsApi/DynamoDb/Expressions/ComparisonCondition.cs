using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary><c>left = right</c> and its kin. A missing operand equals nothing and differs from everything.</summary>
internal sealed class ComparisonCondition(string comparator, Operand left, Operand right) : Condition
{
    /// <summary>The operator as written.</summary>
    public string Comparator { get; } = comparator;

    /// <summary>The first.</summary>
    public Operand Left { get; } = left;

    /// <summary>The second.</summary>
    public Operand Right { get; } = right;

    /// <inheritdoc/>
    public override bool Holds(AttributeMap item)
    {
        var left = Left.Evaluate(item);
        var right = Right.Evaluate(item);
        if (left is null || right is null) return Comparator == "<>";
        return Comparator switch
        {
            "=" => ValueOrder.AreEqual(left, right),
            "<>" => !ValueOrder.AreEqual(left, right),
            "<" => ValueOrder.TryCompare(left, right) < 0,
            "<=" => ValueOrder.TryCompare(left, right) <= 0,
            ">" => ValueOrder.TryCompare(left, right) > 0,
            _ => ValueOrder.TryCompare(left, right) >= 0,
        };
    }
}

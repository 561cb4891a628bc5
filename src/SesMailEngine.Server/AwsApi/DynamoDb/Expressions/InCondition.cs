using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary><c>operand IN (a, b, …)</c>.</summary>
internal sealed class InCondition(Operand operand, IReadOnlyList<Operand> choices) : Condition
{
    /// <summary>The most choices.</summary>
    public const int MaxChoices = 100;

    /// <inheritdoc/>
    public override bool Holds(AttributeMap item)
    {
        if (operand.Evaluate(item) is not { } value) return false;
        foreach (var choice in choices)
        {
            if (choice.Evaluate(item) is { } other && ValueOrder.AreEqual(value, other)) return true;
        }
        return false;
    }
}

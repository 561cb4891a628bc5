using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>
/// Turns a key condition expression into one condition for each key attribute
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html).
/// </summary>
internal sealed class KeyConditionReader
{
    private readonly Dictionary<string, KeyCondition> _conditions = new(StringComparer.Ordinal);

    private KeyConditionReader()
    {
    }

    /// <summary>Reads the conditions by attribute name.</summary>
    /// <exception cref="DynamoDbException">The expression is none, or uses what keys cannot be asked.</exception>
    public static IReadOnlyDictionary<string, KeyCondition> Read(string text, ExpressionScope scope)
    {
        var reader = new KeyConditionReader();
        reader.Add(ConditionParser.Parse("KeyConditionExpression", text, scope).Condition);
        return reader._conditions;
    }

    private void Add(Condition condition)
    {
        switch (condition)
        {
            case ConnectiveCondition { IsAnd: true } and:
                Add(and.Left);
                Add(and.Right);
                break;
            case ConnectiveCondition:
                throw InvalidOperator("OR");
            case NotCondition:
                throw InvalidOperator("NOT");
            case InCondition:
                throw InvalidOperator("IN");
            case ComparisonCondition { Comparator: "<>" }:
                throw InvalidOperator("<>");
            case ComparisonCondition comparison:
                AddComparison(comparison);
                break;
            case BetweenCondition between:
                Add("BETWEEN", First("BETWEEN", between.Operand), [between.Low, between.High]);
                break;
            case FunctionCondition { Name: "begins_with" } function:
                Add("begins_with", First("begins_with", function.Arguments[0]), [function.Arguments[1]]);
                break;
            case FunctionCondition function:
                throw InvalidOperator(function.Name);
        }
    }

    private void AddComparison(ComparisonCondition comparison)
    {
        if (comparison.Left is PathOperand left)
        {
            Add(comparison.Comparator, left.Path, [comparison.Right]);
            return;
        }
        RefuseNested(comparison.Left);
        if (comparison.Right is not PathOperand right)
        {
            RefuseNested(comparison.Right);
            throw Refuse("Invalid condition in KeyConditionExpression: No key attribute specified");
        }
        Add(Mirror(comparison.Comparator), right.Path, [comparison.Left]);
    }

    private void Add(string name, DocumentPath path, Operand[] operands)
    {
        if (path.IsNested) throw Refuse("KeyConditionExpressions cannot have conditions on nested attributes");
        foreach (var operand in operands)
        {
            RefuseNested(operand);
            if (operand is PathOperand)
            {
                throw Refuse("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
            }
        }
        var values = operands.Select(operand => ((ValueOperand)operand).Value).ToArray();
        var condition = new KeyCondition(name, values[0], values.Length > 1 ? values[1] : null);
        if (!_conditions.TryAdd(path.Head, condition))
        {
            throw Refuse("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static DocumentPath First(string name, Operand operand)
    {
        RefuseNested(operand);
        return operand is PathOperand path
            ? path.Path
            : throw Refuse($"Invalid condition in KeyConditionExpression: {name} operator " +
                "must have the key attribute as its first operand");
    }

    private static void RefuseNested(Operand operand)
    {
        if (operand is SizeOperand) throw Refuse("KeyConditionExpressions cannot contain nested operations");
    }

    private static string Mirror(string comparator) => comparator switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => comparator,
    };

    private static DynamoDbException InvalidOperator(string name) =>
        Refuse("Invalid operator used in KeyConditionExpression: " + name);

    private static DynamoDbException Refuse(string message) => DynamoDbException.Validation(message);
}

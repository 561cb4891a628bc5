using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>The rules about operands that can be checked before any item is seen.</summary>
internal sealed class OperandChecks(ExpressionProblems problems)
{
    private const string AllTypes = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";
    private const string TypeNames = "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}";

    /// <summary>Checks <c>first comparator second</c>.</summary>
    public void Comparison(string comparator, Operand first, Operand second)
    {
        Distinct(comparator, first, second);
        if (comparator is "=" or "<>") return;
        foreach (var operand in (Operand[])[first, second])
        {
            if (operand.KnownType is { } type and not (AttributeType.S or AttributeType.N or AttributeType.B))
            {
                WrongType(comparator, type.ToString());
            }
        }
    }

    /// <summary>Checks the bounds of a BETWEEN.</summary>
    public void Between(Operand low, Operand high)
    {
        if (low is not ValueOperand { Value: var from } || high is not ValueOperand { Value: var to }) return;
        var bounds = $"lower bound operand: AttributeValue: {from}, upper bound operand: AttributeValue: {to}";
        if (from.Type != to.Type)
        {
            problems.Add(ProblemKind.OperandType,
                "The BETWEEN operator requires same data type for lower and upper bounds; " + bounds);
        }
        else if (ValueOrder.TryCompare(from, to) > 0)
        {
            problems.Add(ProblemKind.OperandType,
                "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; " + bounds);
        }
    }

    /// <summary>Checks a call.</summary>
    public void Function(string name, IReadOnlyList<Operand> arguments)
    {
        if (FunctionCondition.Arity(name) is not { } arity)
        {
            problems.Add(ProblemKind.UnknownFunction, "Invalid function name; function: " + name);
            return;
        }
        if (arity != arguments.Count)
        {
            problems.Add(ProblemKind.OperandCount,
                "Incorrect number of operands for operator or function; " +
                $"operator or function: {name}, number of operands: {arguments.Count}");
            return;
        }
        if (arity == 2) Distinct(name, arguments[0], arguments[1]);
        Arguments(name, arguments);
    }

    private void Arguments(string name, IReadOnlyList<Operand> arguments)
    {
        switch (name)
        {
            case "attribute_exists" or "attribute_not_exists" when arguments[0] is not PathOperand:
                problems.Add(ProblemKind.OperandType,
                    "Operator or function requires a document path; operator or function: " + name);
                break;
            case "begins_with":
                foreach (var argument in arguments)
                {
                    if (argument.KnownType is { } type and not (AttributeType.S or AttributeType.B))
                    {
                        WrongType(name, type.ToString());
                    }
                }
                break;
            case "size" when arguments[0].KnownType is AttributeType.N or AttributeType.BOOL or AttributeType.NULL:
                WrongType(name, arguments[0].KnownType.ToString()!);
                break;
            case "attribute_type" when arguments[1] is not ValueOperand { Value.Type: AttributeType.S }:
                WrongType(name, arguments[1].KnownType?.ToString() ?? AllTypes);
                break;
            case "attribute_type":
                var wanted = ((ValueOperand)arguments[1]).Value.Text;
                if (!Enum.GetNames<AttributeType>().Contains(wanted))
                {
                    problems.Add(ProblemKind.OperandType,
                        $"Invalid attribute type name found; type: {wanted}, valid types: {TypeNames}");
                }
                break;
        }
    }

    private void Distinct(string name, Operand first, Operand second)
    {
        if (first is PathOperand left && second is PathOperand right && left.Path.IsSame(right.Path))
        {
            problems.Add(ProblemKind.SameOperand,
                "The first operand must be distinct from the remaining operands for this operator or function; " +
                $"operator: {name}, first operand: {left.Path}");
        }
    }

    private void WrongType(string name, string type) => problems.Add(ProblemKind.OperandType,
        $"Incorrect operand type for operator or function; operator or function: {name}, operand type: {type}");
}

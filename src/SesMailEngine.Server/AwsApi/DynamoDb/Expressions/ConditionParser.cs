using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>
/// Parses condition, filter and key condition expressions
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Syntax).
/// Precedence, strongest first: comparison, NOT, AND, OR.
/// </summary>
internal sealed class ConditionParser
{
    /// <summary>The most operators and functions of an expression.</summary>
    public const int MaxOperators = 300;

    private readonly ExpressionReader _reader;
    private readonly OperandChecks _checks;
    private readonly List<DocumentPath> _paths = [];
    private int _operators;
    private int _depth;

    private ConditionParser(ExpressionReader reader)
    {
        _reader = reader;
        _checks = new OperandChecks(reader.Problems);
    }

    /// <summary>Parses <paramref name="text"/>; <paramref name="kind"/> names it in errors.</summary>
    /// <exception cref="DynamoDbException">It is no condition, or breaks a rule or limit.</exception>
    public static ParsedCondition Parse(string kind, string text, ExpressionScope scope)
    {
        var reader = new ExpressionReader(kind, text, scope);
        var parser = new ConditionParser(reader);
        var condition = parser.AsCondition(parser.ParseOr());
        if (parser._operators > MaxOperators)
        {
            reader.Problems.Add(ProblemKind.Limit,
                $"The expression contains too many operators; operator count: {parser._operators}");
        }
        reader.Finish();
        return new ParsedCondition(condition, parser._paths);
    }

    private ExpressionNode ParseOr()
    {
        var left = ParseAnd();
        while (_reader.Kind == TokenKind.Or)
        {
            var first = AsCondition(left);
            Operator();
            left = new ConnectiveCondition(false, first, AsCondition(ParseAnd()));
        }
        return left;
    }

    private ExpressionNode ParseAnd()
    {
        var left = ParseNot();
        while (_reader.Kind == TokenKind.And)
        {
            var first = AsCondition(left);
            Operator();
            left = new ConnectiveCondition(true, first, AsCondition(ParseNot()));
        }
        return left;
    }

    private ExpressionNode ParseNot()
    {
        if (_reader.Kind != TokenKind.Not) return ParseComparison();
        Enter();
        Operator();
        var negated = new NotCondition(AsCondition(ParseNot()));
        _depth--;
        return negated;
    }

    private ExpressionNode ParseComparison()
    {
        var left = ParsePrimary();
        switch (_reader.Kind)
        {
            case TokenKind.Comparator:
                var first = AsOperand(left);
                var comparator = Operator();
                var second = AsOperand(ParsePrimary());
                _checks.Comparison(comparator, first, second);
                return new ComparisonCondition(comparator, first, second);
            case TokenKind.Between:
                return ParseBetween(AsOperand(left));
            case TokenKind.In:
                return ParseIn(AsOperand(left));
            default:
                return left;
        }
    }

    private BetweenCondition ParseBetween(Operand operand)
    {
        Operator();
        var low = AsOperand(ParsePrimary());
        _reader.Expect(TokenKind.And);
        var high = AsOperand(ParsePrimary());
        _checks.Between(low, high);
        return new BetweenCondition(operand, low, high);
    }

    private InCondition ParseIn(Operand operand)
    {
        Operator();
        _reader.Expect(TokenKind.Open);
        var choices = ParseOperands();
        if (choices.Count > InCondition.MaxChoices)
        {
            _reader.Problems.Add(ProblemKind.Limit,
                $"The IN operator is provided with too many operands; number of operands: {choices.Count}");
        }
        return new InCondition(operand, choices);
    }

    private ExpressionNode ParsePrimary()
    {
        switch (_reader.Kind)
        {
            case TokenKind.Open:
                return ParseParentheses();
            case TokenKind.ValuePlaceholder:
                return ParseValue();
            case TokenKind.Identifier when _reader.NextKind == TokenKind.Open:
                return ParseFunction();
            default:
                var path = _reader.ReadPath();
                _paths.Add(path);
                return new PathOperand(path);
        }
    }

    private ExpressionNode ParseParentheses()
    {
        Enter();
        _reader.Expect(TokenKind.Open);
        var doubled = _reader.Kind == TokenKind.Open;
        var start = _reader.Position;
        var inner = ParseOr();
        // Redundant only when the inner pair spans all of the outer one: ((a = b)), but not ((a) = b).
        if (doubled && _reader.Kind == TokenKind.Close && _reader.IsPair(start))
        {
            _reader.Problems.Add(ProblemKind.Parentheses, "The expression has redundant parentheses;");
        }
        _reader.Expect(TokenKind.Close);
        _depth--;
        return inner;
    }

    private ValueOperand ParseValue()
    {
        var placeholder = _reader.Take();
        var value = _reader.Scope.Value(placeholder);
        if (value is null)
        {
            _reader.Problems.Add(ProblemKind.Undefined,
                "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        return new ValueOperand(value ?? AttributeValue.Null);
    }

    private ExpressionNode ParseFunction()
    {
        Enter();
        var name = Operator();
        _reader.Expect(TokenKind.Open);
        var arguments = ParseOperands();
        _depth--;
        _checks.Function(name, arguments);
        return name == "size" ? new SizeOperand(arguments[0]) : new FunctionCondition(name, arguments);
    }

    private List<Operand> ParseOperands()
    {
        var operands = new List<Operand>();
        do operands.Add(AsOperand(ParsePrimary()));
        while (_reader.TryTake(TokenKind.Comma));
        _reader.Expect(TokenKind.Close);
        return operands;
    }

    private Condition AsCondition(ExpressionNode node)
    {
        if (node is Condition condition) return condition;
        if (node is not SizeOperand) throw _reader.SyntaxError();
        Misused("size");
        return new FunctionCondition("attribute_exists", [(Operand)node]);
    }

    private Operand AsOperand(ExpressionNode node)
    {
        if (node is Operand operand) return operand;
        if (node is not FunctionCondition function) throw _reader.SyntaxError();
        Misused(function.Name);
        return new ValueOperand(AttributeValue.Null);
    }

    private void Misused(string function) => _reader.Problems.Add(ProblemKind.MisusedFunction,
        "The function is not allowed to be used this way in an expression; function: " + function);

    private string Operator()
    {
        _operators++;
        return _reader.Take();
    }

    // Bounds the recursion; no expression within the operator limit needs as much.
    private void Enter()
    {
        if (++_depth > MaxOperators) throw _reader.Refuse("The expression has too many nesting levels;");
    }
}

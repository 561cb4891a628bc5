using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Syntax;

internal sealed partial class Parser
{
    private T Bounded<T>(T expression)
        where T : ExprAst =>
        expression.Depth > MaxDepth ? throw Fail("the expression nests too deep", expression.Span) : expression;

    private ExprAst ParseExpression(bool withCondition = true)
    {
        Enter();
        var expression = withCondition ? ParseCondition() : ParseOr();
        Leave();
        return expression;
    }

    private ExprAst ParseCondition()
    {
        var expression = ParseOr();
        while (Skip("if"))
        {
            var test = ParseOr();
            ExprAst? otherwise = null;
            if (Skip("else"))
            {
                Enter();
                otherwise = ParseCondition();
                Leave();
            }

            expression = Bounded(new ConditionAst(test, expression, otherwise, expression.Span.To((otherwise ?? test).Span)));
        }

        return expression;
    }

    private ExprAst ParseOr()
    {
        var left = ParseAnd();
        while (Skip("or"))
        {
            var right = ParseAnd();
            left = Bounded(new LogicAst(false, left, right, left.Span.To(right.Span)));
        }

        return left;
    }

    private ExprAst ParseAnd()
    {
        var left = ParseNot();
        while (Skip("and"))
        {
            var right = ParseNot();
            left = Bounded(new LogicAst(true, left, right, left.Span.To(right.Span)));
        }

        return left;
    }

    private ExprAst ParseNot()
    {
        if (!Current.Is("not"))
        {
            return ParseCompare();
        }

        var span = Advance().Span;
        Enter();
        var operand = ParseNot();
        Leave();
        return Bounded(new NotAst(operand, span.To(operand.Span)));
    }

    private ExprAst ParseCompare()
    {
        var first = ParseSum();
        List<(Comparison, ExprAst)>? rest = null;
        while (true)
        {
            Comparison? comparison = Current.Kind switch
            {
                TokenKind.Eq => Comparison.Equal,
                TokenKind.Ne => Comparison.NotEqual,
                TokenKind.Lt => Comparison.Less,
                TokenKind.LtEq => Comparison.LessOrEqual,
                TokenKind.Gt => Comparison.Greater,
                TokenKind.GtEq => Comparison.GreaterOrEqual,
                TokenKind.Name when Current.Text == "in" => Comparison.In,
                TokenKind.Name when Current.Text == "not" && Next.Is("in") => Comparison.NotIn,
                _ => null,
            };
            if (comparison is null)
            {
                return rest is null ? first : Bounded(new CompareAst(first, rest, first.Span.To(rest[^1].Item2.Span)));
            }

            Advance();
            if (comparison == Comparison.NotIn)
            {
                Advance();
            }

            (rest ??= []).Add((comparison.Value, ParseSum()));
        }
    }

    private ExprAst ParseSum()
    {
        var left = ParseConcat();
        while (Current.Kind is TokenKind.Add or TokenKind.Sub)
        {
            var op = Advance().Kind;
            var right = ParseConcat();
            left = Bounded(new BinaryAst(op, left, right, left.Span.To(right.Span)));
        }

        return left;
    }

    private ExprAst ParseConcat()
    {
        var first = ParseProduct();
        if (Current.Kind != TokenKind.Tilde)
        {
            return first;
        }

        List<ExprAst> parts = [first];
        while (Skip(TokenKind.Tilde))
        {
            parts.Add(ParseProduct());
        }

        return Bounded(new ConcatAst(parts, first.Span.To(parts[^1].Span)));
    }

    private ExprAst ParseProduct()
    {
        var left = ParsePower();
        while (Current.Kind is TokenKind.Mul or TokenKind.Div or TokenKind.FloorDiv or TokenKind.Mod)
        {
            var op = Advance().Kind;
            var right = ParsePower();
            left = Bounded(new BinaryAst(op, left, right, left.Span.To(right.Span)));
        }

        return left;
    }

    private ExprAst ParsePower()
    {
        var left = ParseUnary();
        while (Skip(TokenKind.Pow))
        {
            var right = ParseUnary();
            left = Bounded(new BinaryAst(TokenKind.Pow, left, right, left.Span.To(right.Span)));
        }

        return left;
    }

    private ExprAst ParseUnary(bool withFilter = true)
    {
        ExprAst expression;
        if (Current.Kind is TokenKind.Sub or TokenKind.Add)
        {
            var sign = Advance();
            Enter();
            var operand = ParseUnary(withFilter: false);
            Leave();
            expression = Bounded(new SignAst(sign.Kind == TokenKind.Sub, operand, sign.Span.To(operand.Span)));
        }
        else
        {
            expression = ParsePrimary();
        }

        expression = ParsePostfix(expression);
        return withFilter ? ParseFilterExpression(expression) : expression;
    }
}

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

    private ExprAst ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                Advance();
                return token.Text switch
                {
                    "true" or "True" => new ConstAst(Value.True, token.Span),
                    "false" or "False" => new ConstAst(Value.False, token.Span),
                    "none" or "None" => new ConstAst(Value.None, token.Span),
                    _ => Name(token),
                };
            case TokenKind.String:
                Advance();
                string text = token.Text;
                var span = token.Span;
                if (Current.Kind == TokenKind.String)
                {
                    var all = new System.Text.StringBuilder(text);
                    while (Current.Kind == TokenKind.String)
                    {
                        span = span.To(Current.Span);
                        all.Append(Advance().Text);
                    }

                    text = all.ToString();
                }

                return new ConstAst(Value.From(text), span);
            case TokenKind.Integer or TokenKind.Float:
                Advance();
                return new ConstAst(token.Number, token.Span);
            case TokenKind.LParen:
                Advance();
                var inner = ParseTuple(explicitParentheses: true);
                Expect(TokenKind.RParen);
                return inner;
            case TokenKind.LBracket:
                return ParseList();
            case TokenKind.LBrace:
                return ParseDict();
            default:
                throw Fail($"unexpected {Quote(token.Describe())}");
        }
    }

    private NameAst Name(Token token)
    {
        if (token.Text is "loop" or "self" or "super" or "caller" or "varargs" or "kwargs")
        {
            _specialNames.Add(token.Text);
        }

        return new NameAst(token.Text, NameUse.Load, token.Span);
    }

    private ExprAst ParseTuple(bool simplified = false, bool withCondition = true, bool explicitParentheses = false)
    {
        var span = Current.Span;
        bool hasFirst = !AtTupleEnd;
        if (hasFirst)
        {
            var first = ParseTupleItem(simplified, withCondition);
            if (Current.Kind != TokenKind.Comma)
            {
                return first;
            }

            List<ExprAst> items = [first];
            while (Skip(TokenKind.Comma) && !AtTupleEnd)
            {
                items.Add(ParseTupleItem(simplified, withCondition));
            }

            return Bounded(new TupleAst(items, span.To(items[^1].Span)));
        }

        return explicitParentheses
            ? new TupleAst([], span)
            : throw Fail($"Expected an expression, got {Quote(Current.Describe())}");
    }

    private bool AtTupleEnd => Current.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd or TokenKind.RParen;

    private ExprAst ParseTupleItem(bool simplified, bool withCondition)
    {
        if (!simplified)
        {
            return ParseExpression(withCondition);
        }

        Enter();
        var item = ParsePrimary();
        Leave();
        return item;
    }

    private ListAst ParseList()
    {
        var span = Expect(TokenKind.LBracket).Span;
        var items = new List<ExprAst>();
        while (Current.Kind != TokenKind.RBracket)
        {
            if (items.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            if (Current.Kind == TokenKind.RBracket)
            {
                break;
            }

            items.Add(ParseExpression());
        }

        return Bounded(new ListAst(items, span.To(Expect(TokenKind.RBracket).Span)));
    }

    private DictAst ParseDict()
    {
        var span = Expect(TokenKind.LBrace).Span;
        var pairs = new List<(ExprAst, ExprAst)>();
        while (Current.Kind != TokenKind.RBrace)
        {
            if (pairs.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            if (Current.Kind == TokenKind.RBrace)
            {
                break;
            }

            var key = ParseExpression();
            Expect(TokenKind.Colon);
            pairs.Add((key, ParseExpression()));
        }

        return Bounded(new DictAst(pairs, span.To(Expect(TokenKind.RBrace).Span)));
    }

    private ExprAst ParsePostfix(ExprAst expression)
    {
        while (true)
        {
            switch (Current.Kind)
            {
                case TokenKind.Dot or TokenKind.LBracket:
                    expression = Bounded(ParseSubscript(expression));
                    break;
                case TokenKind.LParen:
                    expression = ParseCall(expression);
                    break;
                default:
                    return expression;
            }
        }
    }

    private ExprAst ParseFilterExpression(ExprAst expression)
    {
        while (true)
        {
            if (Current.Kind == TokenKind.Pipe)
            {
                expression = ParseFilters(expression, startInline: false)!;
            }
            else if (Current.Is("is"))
            {
                expression = Bounded(ParseTest(expression));
            }
            else if (Current.Kind == TokenKind.LParen)
            {
                expression = ParseCall(expression);
            }
            else
            {
                return expression;
            }
        }
    }

    private ExprAst ParseSubscript(ExprAst target)
    {
        if (Advance().Kind == TokenKind.Dot)
        {
            var name = Current;
            Advance();
            return name.Kind switch
            {
                TokenKind.Name => new AttributeAst(target, name.Text, target.Span.To(name.Span)),
                TokenKind.Integer => new ItemAst(target, new ConstAst(name.Number, name.Span), target.Span.To(name.Span)),
                _ => throw Fail("expected name or number", name.Span),
            };
        }

        var arguments = new List<ExprAst>();
        while (Current.Kind != TokenKind.RBracket)
        {
            if (arguments.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            arguments.Add(ParseSubscribed());
        }

        var span = target.Span.To(Expect(TokenKind.RBracket).Span);
        return new ItemAst(target, arguments.Count == 1 ? arguments[0] : new TupleAst(arguments, span), span);
    }

    private ExprAst ParseSubscribed()
    {
        var span = Current.Span;
        ExprAst? start = null;
        if (Current.Kind != TokenKind.Colon)
        {
            start = ParseExpression();
            if (Current.Kind != TokenKind.Colon)
            {
                return start;
            }
        }

        Advance();
        var stop = ParseSlicePart();
        var step = Skip(TokenKind.Colon) ? ParseSlicePart() : null;
        return new SliceAst(start, stop, step, span);
    }

    private ExprAst? ParseSlicePart() =>
        Current.Kind is TokenKind.RBracket or TokenKind.Comma or TokenKind.Colon ? null : ParseExpression();

    private CallAst ParseCall(ExprAst target)
    {
        var arguments = ParseArguments(out var end);
        return Bounded(new CallAst(target, arguments, target.Span.To(end)));
    }

    private ArgumentsAst ParseArguments(out Span end)
    {
        var open = Expect(TokenKind.LParen);
        var positional = new List<ExprAst>();
        var keywords = new List<(string, ExprAst)>();
        ExprAst? extraPositional = null;
        ExprAst? extraKeywords = null;
        bool needComma = false;
        void Ensure(bool valid)
        {
            if (!valid)
            {
                throw Fail("invalid syntax for function call expression", open.Span);
            }
        }

        while (Current.Kind != TokenKind.RParen)
        {
            if (needComma)
            {
                Expect(TokenKind.Comma);
                if (Current.Kind == TokenKind.RParen)
                {
                    break;
                }
            }

            if (Current.Kind == TokenKind.Mul)
            {
                Ensure(extraPositional is null && extraKeywords is null);
                Advance();
                extraPositional = ParseExpression();
            }
            else if (Current.Kind == TokenKind.Pow)
            {
                Ensure(extraKeywords is null);
                Advance();
                extraKeywords = ParseExpression();
            }
            else if (Current.Kind == TokenKind.Name && Next.Kind == TokenKind.Assign)
            {
                Ensure(extraKeywords is null);
                string name = Current.Text;
                Advance();
                Advance();
                keywords.Add((name, ParseExpression()));
            }
            else
            {
                Ensure(extraPositional is null && extraKeywords is null && keywords.Count == 0);
                positional.Add(ParseExpression());
            }

            needComma = true;
        }

        end = Expect(TokenKind.RParen).Span;
        return new ArgumentsAst(positional, keywords, extraPositional, extraKeywords);
    }

    private string ParseDottedName(out Span span)
    {
        var token = Expect(TokenKind.Name);
        span = token.Span;
        string name = token.Text;
        while (Skip(TokenKind.Dot))
        {
            var part = Expect(TokenKind.Name);
            name += "." + part.Text;
            span = span.To(part.Span);
        }

        return name;
    }

    private FilterAst? ParseFilters(ExprAst? target, bool startInline)
    {
        var result = target;
        while (Current.Kind == TokenKind.Pipe || startInline)
        {
            if (!startInline)
            {
                Advance();
            }

            string name = ParseDottedName(out var nameSpan);
            var span = nameSpan;
            var arguments = Current.Kind == TokenKind.LParen ? ParseArguments(out span) : ArgumentsAst.None;
            result = Bounded(new FilterAst(result, name, nameSpan, arguments, result is null ? span : result.Span.To(span)));
            startInline = false;
        }

        return result as FilterAst;
    }

    private ExprAst ParseTest(ExprAst target)
    {
        int line = Advance().Span.Line;
        bool negated = Skip("not");
        string name = ParseDottedName(out var nameSpan);
        var span = nameSpan;
        var arguments = ArgumentsAst.None;
        if (Current.Kind == TokenKind.LParen)
        {
            arguments = ParseArguments(out span);
        }
        else if (Current.Kind is TokenKind.Name or TokenKind.String or TokenKind.Integer or TokenKind.Float
                     or TokenKind.LBracket or TokenKind.LBrace
                 && !(Current.Is("else") || Current.Is("or") || Current.Is("and")))
        {
            if (Current.Is("is"))
            {
                throw Fail("You cannot chain multiple tests with is");
            }

            var argument = ParsePostfix(ParsePrimary());
            arguments = new ArgumentsAst([argument], [], null, null);
            span = argument.Span;
        }

        ExprAst test = new TestAst(target, name, nameSpan with { Line = line }, arguments, target.Span.To(span));
        return negated ? new NotAst(test, test.Span) : test;
    }
}

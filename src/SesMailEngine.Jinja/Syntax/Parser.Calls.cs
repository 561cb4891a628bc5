using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Syntax;

internal sealed partial class Parser
{
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

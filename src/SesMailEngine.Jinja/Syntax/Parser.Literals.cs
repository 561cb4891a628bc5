using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Syntax;

internal sealed partial class Parser
{
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
}

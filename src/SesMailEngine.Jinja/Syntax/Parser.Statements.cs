using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Syntax.Ast;

namespace SesMailEngine.Jinja.Syntax;

internal sealed partial class Parser
{
    private static readonly string[] s_endIf = ["elif", "else", "endif"];
    private static readonly string[] s_endFor = ["endfor", "else"];

    private StatementAst ParseStatement()
    {
        var token = Current;
        if (token.Kind != TokenKind.Name)
        {
            _openTags.Push(new OpenTag(string.Empty));
            throw Fail("tag name expected");
        }

        _openTags.Push(new OpenTag(token.Text));
        Enter();
        var statement = ParseTag(token);
        Leave();
        return statement;
    }

    private StatementAst ParseTag(Token token)
    {
        switch (token.Text)
        {
            case "for":
                return ParseFor();
            case "if":
                return ParseIf();
            case "block":
                return ParseBlock();
            case "extends":
                Advance();
                _hasExtends = true;
                return new ExtendsAst(ParseExpression(), token.Span);
            case "print":
                return ParsePrint();
            case "macro":
                return ParseMacro();
            case "include":
                return ParseInclude();
            case "from":
                return ParseFromImport();
            case "import":
                return ParseImport();
            case "set":
                return ParseSet();
            case "with":
                return ParseWith();
            case "autoescape":
                Advance();
                var value = ParseExpression();
                return new AutoescapeAst(value, ParseBlockBody("endautoescape"), token.Span);
            case "call":
                return ParseCallBlock();
            case "filter":
                Advance();
                var filter = ParseFilters(null, startInline: true)!;
                return new FilterBlockAst(ParseBlockBody("endfilter"), filter, token.Span);
            case "do" when _options.DoStatement:
                Advance();
                return new DoAst(ParseTuple(), token.Span);
            case "break" or "continue" when _options.LoopControls:
                Advance();
                return new LoopControlAst(token.Text == "break", token.Span);
            default:
                _openTags.Pop();
                var error = FailUnknown(token.Text, [.. _endTags], token.Span);
                _openTags.Push(new OpenTag(string.Empty));
                throw error;
        }
    }

    // The body up to one end tag, which is taken too.
    private List<StatementAst> ParseBlockBody(string endTag)
    {
        var body = ParseStatements([endTag]);
        CloseTag();
        Advance();
        return body;
    }

    private void CloseTag()
    {
        if (_openTags.TryPeek(out var open))
        {
            open.Closed = true;
        }
    }

    private List<StatementAst> ParseStatements(string[] endTags)
    {
        Skip(TokenKind.Colon);
        Expect(TokenKind.BlockEnd);
        var body = ParseBody(endTags);
        return Current.Kind == TokenKind.End ? throw FailUnknown(null, [endTags, .. _endTags], Current.Span) : body;
    }

    private TemplateException FailUnknown(string? name, string[][] endTags, Span span)
    {
        string message = name is null ? "Unexpected end of template." : $"Encountered unknown tag {Quote(name)}.";
        if (endTags.Length > 0)
        {
            string looking = string.Join(" or ", endTags[0].Select(Quote));
            message += name is not null && endTags.Any(tags => tags.Contains(name))
                ? $" You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for {looking}."
                : $" Jinja was looking for the following tags: {looking}.";
        }

        if (_openTags.TryPeek(out var open))
        {
            message += $" The innermost block that needs to be closed is {Quote(open.Name)}.";
        }

        return Fail(message, span);
    }

    private ForAst ParseFor()
    {
        var span = Advance().Span;
        var target = ParseTarget();
        ExpectName("in");
        var source = ParseTuple(withCondition: false);
        var test = Skip("if") ? ParseExpression() : null;
        bool recursive = Skip("recursive");
        var body = ParseStatements(s_endFor);
        List<StatementAst> otherwise = [];
        if (Current.Is("endfor"))
        {
            CloseTag();
            Advance();
        }
        else
        {
            Advance();
            otherwise = ParseBlockBody("endfor");
        }

        return new ForAst(target, source, body, otherwise, test, recursive, span);
    }

    private IfAst ParseIf()
    {
        var span = Advance().Span;
        var branches = new List<(Span Span, ExprAst Test, List<StatementAst> Body)>();
        List<StatementAst> otherwise = [];
        while (true)
        {
            var test = ParseTuple(withCondition: false);
            branches.Add((span, test, ParseStatements(s_endIf)));
            if (Current.Is("elif"))
            {
                Advance();
                span = Current.Span;
                continue;
            }

            if (Current.Is("else"))
            {
                Advance();
                otherwise = ParseBlockBody("endif");
            }
            else
            {
                CloseTag();
                Advance();
            }

            break;
        }

        IfAst[] elifs = [.. branches.Skip(1).Select(branch => new IfAst(branch.Test, branch.Body, [], [], branch.Span))];
        return new IfAst(branches[0].Test, branches[0].Body, elifs, otherwise, branches[0].Span);
    }

    private StatementAst ParseSet()
    {
        var span = Advance().Span;
        var target = ParseTarget(withNamespace: true);
        if (Skip(TokenKind.Assign))
        {
            return new SetAst(target, ParseTuple(), span);
        }

        var filter = ParseFilters(null, startInline: false);
        return new SetBlockAst(target, filter, ParseBlockBody("endset"), span);
    }

    private WithAst ParseWith()
    {
        var span = Advance().Span;
        var targets = new List<ExprAst>();
        var values = new List<ExprAst>();
        while (Current.Kind != TokenKind.BlockEnd)
        {
            if (targets.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            targets.Add(ParseTarget(use: NameUse.Parameter));
            Expect(TokenKind.Assign);
            values.Add(ParseExpression());
        }

        return new WithAst(targets, values, ParseBlockBody("endwith"), span);
    }

    private OutputAst ParsePrint()
    {
        var span = Advance().Span;
        var parts = new List<ExprAst>();
        while (Current.Kind != TokenKind.BlockEnd)
        {
            if (parts.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            parts.Add(ParseExpression());
        }

        return new OutputAst(parts, span);
    }
}

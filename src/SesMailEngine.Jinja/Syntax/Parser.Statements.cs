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

    private BlockAst ParseBlock()
    {
        var span = Advance().Span;
        var name = Expect(TokenKind.Name);
        bool scoped = Skip("scoped");
        bool required = Skip("required");
        if (Current.Kind == TokenKind.Sub)
        {
            throw Fail("Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.");
        }

        int place = _blocks.Count;
        var body = ParseBlockBody("endblock");
        if (required && !body.All(IsBlank))
        {
            throw Fail("Required blocks can only contain comments or whitespace");
        }

        Skip(name.Text);
        var block = new BlockAst(name.Text, scoped, required, body, span);
        _blocks.Insert(place, block);
        return block;
    }

    private static bool IsBlank(StatementAst statement) =>
        statement is OutputAst output
        && output.Parts.All(part => part is DataAst data && string.IsNullOrWhiteSpace(data.Text));

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

    private bool? ParseContextUse()
    {
        if (!(Current.Is("with") || Current.Is("without")) || !Next.Is("context"))
        {
            return null;
        }

        bool with = Advance().Text == "with";
        Advance();
        return with;
    }

    private IncludeAst ParseInclude()
    {
        var span = Advance().Span;
        var template = ParseExpression();
        bool ignoreMissing = Current.Is("ignore") && Next.Is("missing");
        if (ignoreMissing)
        {
            Advance();
            Advance();
        }

        return new IncludeAst(template, ParseContextUse() ?? true, ignoreMissing, span);
    }

    private ImportAst ParseImport()
    {
        var span = Advance().Span;
        var template = ParseExpression();
        ExpectName("as");
        string target = ParseNameTarget(NameUse.Store).Name;
        return new ImportAst(template, target, ParseContextUse() ?? false, span);
    }

    private FromImportAst ParseFromImport()
    {
        var span = Advance().Span;
        var template = ParseExpression();
        ExpectName("import");
        var names = new List<(string, string)>();
        bool? withContext = null;
        while (true)
        {
            if (names.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            if (Current.Kind != TokenKind.Name)
            {
                throw Unexpected("name");
            }

            withContext = ParseContextUse();
            if (withContext is not null)
            {
                break;
            }

            var name = ParseNameTarget(NameUse.Store);
            if (name.Name.StartsWith('_'))
            {
                throw new TemplateException(TemplateErrorKind.Assertion, "names starting with an underline can not be imported")
                    .At(_source, name.Span);
            }

            names.Add((name.Name, Skip("as") ? ParseNameTarget(NameUse.Store).Name : name.Name));
            withContext = ParseContextUse();
            if (withContext is not null || Current.Kind != TokenKind.Comma)
            {
                break;
            }
        }

        return new FromImportAst(template, names, withContext ?? false, span);
    }

    private (List<NameAst> Parameters, List<ExprAst> Defaults) ParseSignature()
    {
        var parameters = new List<NameAst>();
        var defaults = new List<ExprAst>();
        Expect(TokenKind.LParen);
        while (Current.Kind != TokenKind.RParen)
        {
            if (parameters.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            var parameter = ParseNameTarget(NameUse.Parameter);
            if (Skip(TokenKind.Assign))
            {
                defaults.Add(ParseExpression());
            }
            else if (defaults.Count > 0)
            {
                throw Fail("non-default argument follows default argument");
            }

            parameters.Add(parameter);
        }

        Expect(TokenKind.RParen);
        return (parameters, defaults);
    }

    private MacroAst ParseMacro()
    {
        var span = Advance().Span;
        string name = ParseNameTarget(NameUse.Store).Name;
        var (parameters, defaults) = ParseSignature();
        return new MacroAst(name, parameters, defaults, ParseBlockBody("endmacro"), span);
    }

    private CallBlockAst ParseCallBlock()
    {
        var span = Advance().Span;
        var (parameters, defaults) = Current.Kind == TokenKind.LParen ? ParseSignature() : ([], []);
        var call = ParseExpression() as CallAst ?? throw Fail("expected call", span);
        return new CallBlockAst(call, parameters, defaults, ParseBlockBody("endcall"), span);
    }

    private NameAst ParseNameTarget(NameUse use)
    {
        var token = Expect(TokenKind.Name);
        var target = new NameAst(token.Text, use, token.Span);
        return IsReserved(token.Text) ? throw Fail("can't assign to 'name'", token.Span) : target;
    }

    private ExprAst ParseTarget(bool withNamespace = false, NameUse use = NameUse.Store)
    {
        if (withNamespace && Next.Kind == TokenKind.Dot)
        {
            var name = Expect(TokenKind.Name);
            Advance();
            return new NamespaceTargetAst(name.Text, Expect(TokenKind.Name).Text, name.Span);
        }

        return AsTarget(ParseTuple(simplified: true), use);
    }

    private ExprAst AsTarget(ExprAst expression, NameUse use)
    {
        switch (expression)
        {
            case NameAst name when !IsReserved(name.Name):
                if (name.Name == "loop" && use == NameUse.Store)
                {
                    _setsLoop = true;
                }

                return new NameAst(name.Name, use, name.Span);
            case TupleAst tuple:
                if (!tuple.Items.All(CanAssign))
                {
                    throw Fail("can't assign to 'tuple'", tuple.Span);
                }

                return new TupleAst([.. tuple.Items.Select(item => AsTarget(item, use))], tuple.Span);
            default:
                throw Fail($"can't assign to {Quote(TypeName(expression))}", expression.Span);
        }
    }

    private static bool CanAssign(ExprAst expression) =>
        expression is NameAst name ? !IsReserved(name.Name) : expression is TupleAst tuple && tuple.Items.All(CanAssign);

    private static bool IsReserved(string name) => name is "true" or "false" or "none" or "True" or "False" or "None";

    private static string TypeName(ExprAst expression) => expression switch
    {
        ConstAst => "const",
        NameAst => "name",
        ListAst => "list",
        DictAst => "dict",
        _ => "expr",
    };
}

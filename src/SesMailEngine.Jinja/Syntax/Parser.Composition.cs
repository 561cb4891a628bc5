using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Syntax.Ast;

namespace SesMailEngine.Jinja.Syntax;

internal sealed partial class Parser
{
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
}

using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Syntax.Ast;

namespace SesMailEngine.Jinja.Syntax;

internal sealed partial class Parser
{
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

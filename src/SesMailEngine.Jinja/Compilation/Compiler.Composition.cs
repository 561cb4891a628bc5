using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Rendering.Nodes;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Compilation;

internal sealed partial class Compiler
{
    private void CompileBlockUse(BlockAst block, CompileFrame frame, List<Statement> code)
    {
        if (frame.IsTopLevel && _hasKnownExtends)
        {
            return;
        }

        var statement = new BlockStatement(block.Name, block.Required, block.Scoped ? Visible(frame) : null, block.Span);
        code.Add(frame.IsTopLevel && _extendsSoFar > 0 ? new UnlessExtendedStatement(statement) : statement);
    }

    private bool CompileExtends(ExtendsAst extends, CompileFrame frame, List<Statement> code)
    {
        if (!frame.IsTopLevel)
        {
            Fail("cannot use extend from a non top-level scope", extends.Span);
            return true;
        }

        if (_hasKnownExtends)
        {
            code.Add(new FailStatement("extended multiple times", extends.Span));
            return false;
        }

        var name = CompileExpression(extends.Template, frame);
        Refer(name);
        code.Add(new ExtendsStatement(name, extends.Span));
        _hasKnownExtends = frame.IsRootLevel;
        _extendsSoFar++;
        return true;
    }

    private IncludeStatement CompileInclude(IncludeAst include, CompileFrame frame)
    {
        var name = CompileExpression(include.Template, frame);
        Refer(name);
        return new IncludeStatement(name, include.WithContext ? Visible(frame) : null, include.IgnoreMissing, include.Span);
    }

    private ImportStatement CompileImport(ImportAst import, CompileFrame frame)
    {
        var loader = CompileLoader(import.Template, import.WithContext, frame);
        return new ImportStatement(
            loader, frame.Symbols.Find(import.Target)!.Slot, frame.IsTopLevel ? import.Target : null, import.Span);
    }

    private FromImportStatement CompileFromImport(FromImportAst import, CompileFrame frame)
    {
        var loader = CompileLoader(import.Template, import.WithContext, frame);
        var names = import.Names.Select(name => (name.Name, name.Alias, frame.Symbols.Find(name.Alias)!.Slot));
        return new FromImportStatement(loader, [.. names], frame.IsTopLevel, import.Span);
    }

    private ModuleLoader CompileLoader(ExprAst template, bool withContext, CompileFrame frame)
    {
        var name = CompileExpression(template, frame);
        Refer(name);
        return new ModuleLoader(name, withContext ? Visible(frame) : null);
    }

    // Remembers templates that are named literally, for tools that check whether they exist.
    private void Refer(Expression name)
    {
        if (name is ConstantExpression { Value: { IsText: true } text })
        {
            _references.Add(text.AsText);
        }
    }
}

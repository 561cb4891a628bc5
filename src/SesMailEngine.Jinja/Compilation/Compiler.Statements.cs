using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Rendering.Nodes;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Compilation;

internal sealed partial class Compiler
{
    private Body CompileBody(IReadOnlyList<StatementAst> statements, CompileFrame frame)
    {
        var code = new List<Statement>(statements.Count);
        foreach (var statement in statements)
        {
            if (!CompileStatement(statement, frame, code))
            {
                break;
            }
        }

        return code.Count == 0 ? Body.Empty : new Body([.. code]);
    }

    // False where nothing after the statement can run.
    private bool CompileStatement(StatementAst statement, CompileFrame frame, List<Statement> code)
    {
        switch (statement)
        {
            case OutputAst output:
                CompileOutput(output, frame, code);
                return true;
            case IfAst branch:
                code.Add(CompileIf(branch, frame));
                return true;
            case ForAst loop:
                code.Add(CompileFor(loop, frame));
                return true;
            case SetAst set:
                code.Add(new SetStatement(CompileTarget(set.Target, frame), CompileExpression(set.Value, frame), set.Span));
                return true;
            case SetBlockAst set:
                code.Add(CompileSetBlock(set, frame));
                return true;
            case WithAst with:
                code.Add(CompileWith(with, frame));
                return true;
            case FilterBlockAst block:
                code.Add(CompileFilterBlock(block, frame));
                return true;
            case AutoescapeAst block:
                code.Add(CompileAutoescape(block, frame));
                return true;
            case MacroAst macro:
                code.Add(new MacroStatement(NameTarget(macro.Name, frame), CompileMacro(macro, macro.Name, frame), macro.Span));
                return true;
            case CallBlockAst block:
                code.Add(new CallBlockStatement(CompileCall(block.Call, frame), CompileMacro(block, null, frame), block.Span));
                return true;
            case BlockAst block:
                CompileBlockUse(block, frame, code);
                return true;
            case ExtendsAst extends:
                return CompileExtends(extends, frame, code);
            case IncludeAst include:
                code.Add(CompileInclude(include, frame));
                return true;
            case ImportAst import:
                code.Add(CompileImport(import, frame));
                return true;
            case FromImportAst import:
                code.Add(CompileFromImport(import, frame));
                return true;
            case DoAst statementExpression:
                code.Add(new DoStatement(CompileExpression(statementExpression.Expression, frame)));
                return true;
            case LoopControlAst control:
                code.Add(new LoopControlStatement(control.IsBreak ? Flow.Break : Flow.Continue, control.Span));
                if (_loopDepth == 0)
                {
                    _errors.Add(new Errors.TemplateException(
                        Errors.TemplateErrorKind.Syntax, $"'{(control.IsBreak ? "break" : "continue")}' outside loop").At(_source, control.Span));
                }

                return true;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private void CompileOutput(OutputAst output, CompileFrame frame, List<Statement> code)
    {
        if (frame.ChecksOutput && _hasKnownExtends)
        {
            // Compiled all the same: an unknown filter in it is an error, as everywhere.
            foreach (var part in output.Parts)
            {
                CompileExpression(part, frame);
            }

            return;
        }

        string text = string.Empty;
        System.Text.StringBuilder? longer = null;
        var span = output.Span;
        void Add(Statement statement) => code.Add(frame.ChecksOutput ? new UnlessExtendedStatement(statement) : statement);
        void Append(string more)
        {
            if (text.Length == 0)
            {
                text = more;
                return;
            }

            longer ??= new System.Text.StringBuilder(text);
            longer.Append(more);
        }

        void Flush()
        {
            if (text.Length > 0)
            {
                Add(new TextStatement(longer?.ToString() ?? text, span));
                text = string.Empty;
                longer = null;
            }
        }

        foreach (var part in output.Parts)
        {
            if (part is DataAst data)
            {
                Append(data.Text);
                continue;
            }

            var value = CompileExpression(part, frame);
            if (ConstantText(value, frame.EscapesConstants) is { } constant)
            {
                Append(constant);
                continue;
            }

            Flush();
            Add(new PrintStatement(value, frame.Escape));
        }

        Flush();
    }

    private IfStatement CompileIf(IfAst branch, CompileFrame frame)
    {
        var soft = frame.Soft();
        List<(Expression, Body)> branches = [(CompileExpression(branch.Test, soft), CompileBody(branch.Body, soft))];
        foreach (var elif in branch.Elifs)
        {
            branches.Add((CompileExpression(elif.Test, soft), CompileBody(elif.Body, soft)));
        }

        return new IfStatement([.. branches], CompileBody(branch.Otherwise, soft), branch.Span);
    }

    private int _loopDepth;

    // Counts the places where code gets hold of a loop itself, not only of its fields.
    private int _exposedLoops;
    private readonly Stack<int> _usedLoops = new();

    private Target CompileTarget(ExprAst target, CompileFrame frame) => target switch
    {
        NameAst name => NameTarget(name.Name, frame),
        TupleAst tuple => new TupleTarget([.. tuple.Items.Select(item => CompileTarget(item, frame))]),
        NamespaceTargetAst attribute => new NamespaceTarget(CompileName(attribute.Name, attribute.Span, frame), attribute.Attribute),
        _ => throw new InvalidOperationException(target.GetType().Name),
    };

    private static Target NameTarget(string name, CompileFrame frame)
    {
        int slot = frame.Symbols.Find(name)!.Slot;
        return frame.IsTopLevel ? new TopLevelTarget(slot, name) : new SlotTarget(slot);
    }
}

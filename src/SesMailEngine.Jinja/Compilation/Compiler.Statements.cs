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

        var text = new System.Text.StringBuilder();
        var span = output.Span;
        void Add(Statement statement) => code.Add(frame.ChecksOutput ? new UnlessExtendedStatement(statement) : statement);
        void Flush()
        {
            if (text.Length > 0)
            {
                Add(new TextStatement(text.ToString(), span));
                text.Clear();
            }
        }

        foreach (var part in output.Parts)
        {
            if (part is DataAst data)
            {
                text.Append(data.Text);
                continue;
            }

            var value = CompileExpression(part, frame);
            if (ConstantText(value, frame.Escape) is { } constant)
            {
                text.Append(constant);
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

    private ForStatement CompileFor(ForAst loop, CompileFrame frame)
    {
        var statement = new ForStatement(loop.Span);
        var inner = frame.Inner();
        bool usesLoop = loop.Recursive
            || FindSpecial(loop.Body, "loop").Count > 0
            || (_hasScopedBlocks && loop.All<BlockAst>().Any(block => block.Scoped));
        int loopSlot = usesLoop ? inner.Symbols.DeclareParameter("loop").Slot : -1;
        SymbolVisitor.DeclareTarget(inner.Symbols, loop.Target);
        SymbolVisitor.Analyze(inner.Symbols, loop.Body);
        if (_setsLoop)
        {
            foreach (var name in loop.All<NameAst>())
            {
                if (name.Use == NameUse.Store && name.Name == "loop")
                {
                    Fail("Can't assign to special loop variable in for-loop target", name.Span);
                }
            }
        }

        LoopTest? test = null;
        if (loop.Test is not null)
        {
            var testFrame = frame.InnerTest();
            SymbolVisitor.DeclareTarget(testFrame.Symbols, loop.Target);
            SymbolVisitor.Analyze(testFrame.Symbols, [loop.Test]);
            var testEntry = EnterScope(testFrame);
            test = new LoopTest(CompileTarget(loop.Target, testFrame), testEntry, CompileExpression(loop.Test, testFrame));
        }

        var source = CompileExpression(loop.Source, frame);
        var entry = EnterScope(inner);
        var target = CompileTarget(loop.Target, inner);
        _loopDepth++;
        _usedLoops.Push(loopSlot);
        var body = CompileBody(loop.Body, inner);
        _usedLoops.Pop();
        _loopDepth--;
        (ScopeEntry, Body)? otherwise = null;
        if (loop.Otherwise.Count > 0)
        {
            var elseFrame = frame.Inner();
            SymbolVisitor.Analyze(elseFrame.Symbols, loop.Otherwise);
            otherwise = (EnterScope(elseFrame), CompileBody(loop.Otherwise, elseFrame));
        }

        statement.Complete(source, test, target, (entry, body), otherwise, loopSlot, loop.Recursive, frame.Escape);
        return statement;
    }

    private int _loopDepth;
    private readonly Stack<int> _usedLoops = new();

    private SetBlockStatement CompileSetBlock(SetBlockAst set, CompileFrame frame)
    {
        var inner = frame.Inner();
        inner.ChecksOutput = false;
        SymbolVisitor.Analyze(inner.Symbols, set.Body);
        var entry = EnterScope(inner);
        inner.TextSlot = set.Filter is null ? -1 : frame.Owner.NewSlot();
        var body = CompileBody(set.Body, inner);
        Expression? filter = null;
        if (set.Filter is not null)
        {
            var filterFrame = frame.Inner();
            filterFrame.TextSlot = inner.TextSlot;
            filter = CompileExpression(set.Filter, filterFrame);
        }

        return new SetBlockStatement(CompileTarget(set.Target, frame), entry, body, inner.TextSlot, filter, frame.Escape, set.Span);
    }

    private FilterBlockStatement CompileFilterBlock(FilterBlockAst block, CompileFrame frame)
    {
        var inner = frame.Inner();
        SymbolVisitor.Analyze(inner.Symbols, block.Children);
        var entry = EnterScope(inner);
        int slot = frame.Owner.NewSlot();
        var body = CompileBody(block.Body, inner);
        inner.TextSlot = slot;
        return new FilterBlockStatement(entry, body, slot, CompileExpression(block.Filter, inner), frame.Escape, block.Span);
    }

    private WithStatement CompileWith(WithAst with, CompileFrame frame)
    {
        var inner = frame.Inner();
        SymbolVisitor.Analyze(inner.Symbols, [.. with.Targets, .. with.Body]);
        var entry = EnterScope(inner);
        var assignments = with.Targets.Zip(with.Values)
            .Select(pair => (CompileTarget(pair.First, inner), CompileExpression(pair.Second, frame)));
        return new WithStatement(entry, [.. assignments], CompileBody(with.Body, inner), with.Span);
    }

    private AutoescapeStatement CompileAutoescape(AutoescapeAst block, CompileFrame frame)
    {
        var inner = frame.Inner();
        SymbolVisitor.Analyze(inner.Symbols, [block.Value, .. block.Body]);
        var entry = EnterScope(inner);
        var value = CompileExpression(block.Value, inner);
        inner.Escape = value is ConstantExpression constant
            ? (Truth.Of(constant.Value) ? EscapeMode.On : EscapeMode.Off)
            : EscapeMode.AtRunTime;
        return new AutoescapeStatement(entry, value, CompileBody(block.Body, inner), block.Span);
    }

    private MacroCode CompileMacro(CallableAst macro, string? name, CompileFrame outer)
    {
        var code = new MacroCode(name, _source);
        var frame = outer.InnerFunction();
        _scopes.Add(frame.Owner);
        SymbolVisitor.Analyze(frame.Symbols, macro.Definition);
        var special = FindSpecial(macro.Body, "caller", "kwargs", "varargs");
        int explicitCaller = -1;
        for (int i = 0; i < macro.Parameters.Count; i++)
        {
            explicitCaller = macro.Parameters[i].Name == "caller" ? i : explicitCaller;
        }

        int firstDefault = macro.Parameters.Count - macro.Defaults.Count;
        if (special.Contains("caller"))
        {
            if (explicitCaller < 0)
            {
                code.CallerSlot = frame.Symbols.DeclareParameter("caller").Slot;
            }
            else if (explicitCaller < firstDefault)
            {
                Fail("When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.", macro.Span);
            }
        }

        bool HasParameter(string parameter) => macro.Parameters.Any(candidate => candidate.Name == parameter);
        if (special.Contains("kwargs") && !HasParameter("kwargs"))
        {
            code.KeywordsSlot = frame.Symbols.DeclareParameter("kwargs").Slot;
        }

        if (special.Contains("varargs") && !HasParameter("varargs"))
        {
            code.VarArgsSlot = frame.Symbols.DeclareParameter("varargs").Slot;
        }

        code.Entry = EnterFunction(frame);
        int loopDepth = _loopDepth;
        _loopDepth = 0;
        _usedLoops.Push(-1);
        var parameters = new MacroParameter[macro.Parameters.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            string parameter = macro.Parameters[i].Name;
            var fallback = i < firstDefault ? null : CompileExpression(macro.Defaults[i - firstDefault], frame);
            parameters[i] = new MacroParameter(parameter, frame.Symbols.Find(parameter)!.Slot, fallback);
        }

        code.Parameters = parameters;
        code.Complete(frame.Owner, CompileBody(macro.Body, frame));
        _usedLoops.Pop();
        _loopDepth = loopDepth;
        return code;
    }

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

    private static Target CompileTarget(ExprAst target, CompileFrame frame) => target switch
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

using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Rendering.Nodes;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Compilation;

internal sealed partial class Compiler
{
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
        int exposed = _exposedLoops;
        var body = CompileBody(loop.Body, inner);
        bool keepsLoop = !loop.Recursive && exposed == _exposedLoops;
        _usedLoops.Pop();
        _loopDepth--;
        (ScopeEntry, Body)? otherwise = null;
        if (loop.Otherwise.Count > 0)
        {
            var elseFrame = frame.Inner();
            SymbolVisitor.Analyze(elseFrame.Symbols, loop.Otherwise);
            otherwise = (EnterScope(elseFrame), CompileBody(loop.Otherwise, elseFrame));
        }

        statement.Complete(source, test, target, (entry, body), otherwise, loopSlot, loop.Recursive, keepsLoop, frame.Escape);
        return statement;
    }

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
        inner.SetEscape(value is ConstantExpression constant ? Truth.Of(constant.Value) : null);
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
}

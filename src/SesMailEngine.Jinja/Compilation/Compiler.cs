using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Rendering.Nodes;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Compilation;

/// <summary>Makes executable code of a template's tree: names become slots, constants are folded, filters are found.</summary>
internal sealed partial class Compiler
{
    private readonly JinjaEnvironment _environment;
    private readonly SourceText _source;
    private readonly List<TemplateException> _errors = [];
    private readonly Dictionary<string, BlockCode> _blocks = new(StringComparer.Ordinal);
    private readonly List<FunctionScope> _scopes = [];
    private readonly List<string> _references = [];
    private IReadOnlySet<string> _specialNames = new HashSet<string>();
    private bool _hasScopedBlocks;
    private bool _setsLoop;
    private bool _hasExtends;
    private bool _hasKnownExtends;
    private int _extendsSoFar;

    private Compiler(JinjaEnvironment environment, SourceText source)
    {
        _environment = environment;
        _source = source;
    }

    /// <summary>Compiles; throws the first error, which carries all others.</summary>
    internal static CompiledTemplate Compile(JinjaEnvironment environment, SourceText source)
    {
        var tree = Parser.Parse(source, environment.Options, environment.Rules);
        var compiler = new Compiler(environment, source);
        var compiled = compiler.CompileTemplate(tree);
        return compiler._errors.Count == 0 ? compiled : throw compiler._errors[0].WithSiblings(compiler._errors);
    }

    private EscapeMode DefaultEscape => _environment.Options.Autoescape ? EscapeMode.On : EscapeMode.Off;

    private CompiledTemplate CompileTemplate(TemplateAst tree)
    {
        var blocks = tree.Blocks;
        _hasExtends = tree.HasExtends;
        _hasScopedBlocks = blocks.Any(block => block.Scoped);
        _specialNames = tree.SpecialNames;
        _setsLoop = tree.SetsLoop;
        foreach (var block in blocks)
        {
            if (!_blocks.TryAdd(block.Name, new BlockCode(block.Name, _source)))
            {
                Fail($"block {Quote(block.Name)} defined twice", block.Span);
            }
        }

        var root = new FunctionCode(_source);
        var frame = CompileFrame.Root(NewScope(null), DefaultEscape);
        int selfSlot = -1;
        if (FindSpecial(tree.Body, "self").Count > 0)
        {
            selfSlot = frame.Symbols.DeclareParameter("self").Slot;
        }

        SymbolVisitor.Analyze(frame.Symbols, tree.Body);
        frame.IsTopLevel = frame.IsRootLevel = true;
        frame.ChecksOutput = _hasExtends;
        EnterFunction(frame);
        root.Complete(frame.Owner, CompileBody(tree.Body, frame));
        foreach (var block in blocks)
        {
            CompileBlock(block);
        }

        string[] variables = [.. _scopes.SelectMany(scope => scope.Loads).Select(load => load.Name).Distinct(StringComparer.Ordinal)
            .Where(name => Builtins.BuiltinTables.Functions.Find(name) is null).Order(StringComparer.Ordinal)];
        return new CompiledTemplate(root, selfSlot, _blocks, variables, [.. _references.Distinct(StringComparer.Ordinal)]);
    }

    private void CompileBlock(BlockAst block)
    {
        var code = _blocks[block.Name];
        if (code.IsComplete)
        {
            return;
        }

        var frame = CompileFrame.Root(NewScope(null), DefaultEscape);
        var special = FindSpecial(block.Body, "self", "super");
        if (special.Contains("self"))
        {
            code.SelfSlot = frame.Symbols.DeclareParameter("self").Slot;
        }

        if (special.Contains("super"))
        {
            code.SuperSlot = frame.Symbols.DeclareParameter("super").Slot;
        }

        SymbolVisitor.Analyze(frame.Symbols, block.Body);
        EnterFunction(frame);
        code.Complete(frame.Owner, CompileBody(block.Body, frame));
    }

    // Most templates have none of these names, and then nothing needs to be searched for them.
    private HashSet<string> FindSpecial(IReadOnlyList<AstNode> nodes, params string[] names) =>
        names.Any(_specialNames.Contains) ? UndeclaredNames.Find(nodes, names) : [];

    private FunctionScope NewScope(FunctionScope? outer)
    {
        var scope = new FunctionScope(outer);
        _scopes.Add(scope);
        return scope;
    }

    private void Fail(string message, Span span) =>
        _errors.Add(new TemplateException(TemplateErrorKind.Assertion, message).At(_source, span));

    private static string Quote(string text) => Printing.Repr(text);

    // The variables of a body's own scope are filled once, when it is entered.
    private static ScopeEntry EnterFunction(CompileFrame frame)
    {
        var copied = new List<(int, SlotReference)>();
        foreach (var (variable, load) in frame.Symbols.Loads)
        {
            if (load.Kind == LoadKind.Context)
            {
                frame.Owner.Load(variable);
            }
            else if (load.Kind == LoadKind.Alias)
            {
                copied.Add((variable.Slot, frame.Owner.Reach(load.Source!)));
            }
        }

        return copied.Count == 0 ? ScopeEntry.Empty : new ScopeEntry([], [.. copied]);
    }

    private static ScopeEntry EnterScope(CompileFrame frame)
    {
        frame.Symbols.ShareContextLoads();
        var cleared = new List<int>();
        var copied = new List<(int, SlotReference)>();
        foreach (var (variable, load) in frame.Symbols.Loads)
        {
            switch (load.Kind)
            {
                case LoadKind.Undefined:
                    cleared.Add(variable.Slot);
                    break;
                case LoadKind.Alias:
                    copied.Add((variable.Slot, frame.Owner.Reach(load.Source!)));
                    break;
                case LoadKind.Context:
                    copied.Add((variable.Slot, frame.Owner.Reach(frame.Owner.FromContext(variable.Name))));
                    break;
            }
        }

        return cleared.Count + copied.Count == 0 ? ScopeEntry.Empty : new ScopeEntry([.. cleared], [.. copied]);
    }

    private VisibleVariables Visible(CompileFrame frame)
    {
        _exposedLoops++;
        return frame.Visible;
    }
}

namespace SesMailEngine.Jinja.Syntax.Ast;

/// <summary>A statement.</summary>
internal abstract class StatementAst(Span span) : AstNode(span);

/// <summary>The whole template.</summary>
internal sealed class TemplateAst(
    IReadOnlyList<StatementAst> body, IReadOnlyList<BlockAst> blocks, bool hasExtends, bool setsLoop, IReadOnlySet<string> specialNames)
    : StatementAst(new Span(0, 0, 1))
{
    internal IReadOnlyList<StatementAst> Body { get; } = body;

    /// <summary>All blocks, those within others too, in the order they open.</summary>
    internal IReadOnlyList<BlockAst> Blocks { get; } = blocks;

    internal bool HasExtends { get; } = hasExtends;

    /// <summary>True if anything assigns to <c>loop</c>.</summary>
    internal bool SetsLoop { get; } = setsLoop;

    /// <summary>Which of <c>self</c>, <c>super</c>, <c>loop</c>, <c>caller</c>, <c>varargs</c> and <c>kwargs</c> occur anywhere.</summary>
    internal IReadOnlySet<string> SpecialNames { get; } = specialNames;

    protected override AstNode[] Nodes => [.. Body];
}

/// <summary>Text and printed expressions between two statements.</summary>
internal sealed class OutputAst(IReadOnlyList<ExprAst> parts, Span span) : StatementAst(span)
{
    internal IReadOnlyList<ExprAst> Parts { get; } = parts;

    protected override AstNode[] Nodes => [.. Parts];
}

internal sealed class IfAst(
    ExprAst test, IReadOnlyList<StatementAst> body, IReadOnlyList<IfAst> elifs, IReadOnlyList<StatementAst> otherwise, Span span)
    : StatementAst(span)
{
    internal ExprAst Test { get; } = test;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal IReadOnlyList<IfAst> Elifs { get; } = elifs;

    internal IReadOnlyList<StatementAst> Otherwise { get; } = otherwise;

    protected override AstNode[] Nodes => [Test, .. Body, .. Elifs, .. Otherwise];
}

internal sealed class ForAst(
    ExprAst target,
    ExprAst source,
    IReadOnlyList<StatementAst> body,
    IReadOnlyList<StatementAst> otherwise,
    ExprAst? test,
    bool recursive,
    Span span)
    : StatementAst(span)
{
    internal ExprAst Target { get; } = target;

    internal ExprAst Source { get; } = source;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal IReadOnlyList<StatementAst> Otherwise { get; } = otherwise;

    internal ExprAst? Test { get; } = test;

    internal bool Recursive { get; } = recursive;

    protected override AstNode[] Nodes =>
        Test is null ? [Target, Source, .. Body, .. Otherwise] : [Target, Source, .. Body, .. Otherwise, Test];
}

internal sealed class WithAst(
    IReadOnlyList<ExprAst> targets, IReadOnlyList<ExprAst> values, IReadOnlyList<StatementAst> body, Span span)
    : StatementAst(span)
{
    internal IReadOnlyList<ExprAst> Targets { get; } = targets;

    internal IReadOnlyList<ExprAst> Values { get; } = values;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    protected override AstNode[] Nodes => [.. Targets, .. Values, .. Body];
}

internal sealed class AutoescapeAst(ExprAst value, IReadOnlyList<StatementAst> body, Span span) : StatementAst(span)
{
    internal ExprAst Value { get; } = value;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    protected override AstNode[] Nodes => [Value, .. Body];
}

internal sealed class SetAst(ExprAst target, ExprAst value, Span span) : StatementAst(span)
{
    internal ExprAst Target { get; } = target;

    internal ExprAst Value { get; } = value;

    protected override AstNode[] Nodes => [Target, Value];
}

internal sealed class SetBlockAst(ExprAst target, FilterAst? filter, IReadOnlyList<StatementAst> body, Span span)
    : StatementAst(span)
{
    internal ExprAst Target { get; } = target;

    internal FilterAst? Filter { get; } = filter;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    protected override AstNode[] Nodes => Filter is null ? [Target, .. Body] : [Target, Filter, .. Body];
}

internal sealed class FilterBlockAst(IReadOnlyList<StatementAst> body, FilterAst filter, Span span) : StatementAst(span)
{
    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal FilterAst Filter { get; } = filter;

    protected override AstNode[] Nodes => [.. Body, Filter];
}

/// <summary><c>{% do … %}</c>.</summary>
internal sealed class DoAst(ExprAst expression, Span span) : StatementAst(span)
{
    internal ExprAst Expression { get; } = expression;

    protected override AstNode[] Nodes => [Expression];
}

/// <summary><c>{% break %}</c> and <c>{% continue %}</c>.</summary>
internal sealed class LoopControlAst(bool isBreak, Span span) : StatementAst(span)
{
    internal bool IsBreak { get; } = isBreak;

    protected override AstNode[] Nodes => [];
}

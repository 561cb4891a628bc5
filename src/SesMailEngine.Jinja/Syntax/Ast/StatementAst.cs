namespace SesMailEngine.Jinja.Syntax.Ast;

/// <summary>A statement.</summary>
internal abstract class StatementAst(Span span) : AstNode(span);

/// <summary>The whole template.</summary>
internal sealed class TemplateAst(IReadOnlyList<StatementAst> body) : StatementAst(new Span(0, 0, 1))
{
    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal override IEnumerable<AstNode> Children => Body;
}

/// <summary>Text and printed expressions between two statements.</summary>
internal sealed class OutputAst(IReadOnlyList<ExprAst> parts, Span span) : StatementAst(span)
{
    internal IReadOnlyList<ExprAst> Parts { get; } = parts;

    internal override IEnumerable<AstNode> Children => Parts;
}

internal sealed class IfAst(
    ExprAst test, IReadOnlyList<StatementAst> body, IReadOnlyList<IfAst> elifs, IReadOnlyList<StatementAst> otherwise, Span span)
    : StatementAst(span)
{
    internal ExprAst Test { get; } = test;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal IReadOnlyList<IfAst> Elifs { get; } = elifs;

    internal IReadOnlyList<StatementAst> Otherwise { get; } = otherwise;

    internal override IEnumerable<AstNode> Children => [Test, .. Body, .. Elifs, .. Otherwise];
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

    internal override IEnumerable<AstNode> Children =>
        Test is null ? [Target, Source, .. Body, .. Otherwise] : [Target, Source, .. Body, .. Otherwise, Test];
}

internal sealed class WithAst(
    IReadOnlyList<ExprAst> targets, IReadOnlyList<ExprAst> values, IReadOnlyList<StatementAst> body, Span span)
    : StatementAst(span)
{
    internal IReadOnlyList<ExprAst> Targets { get; } = targets;

    internal IReadOnlyList<ExprAst> Values { get; } = values;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal override IEnumerable<AstNode> Children => [.. Targets, .. Values, .. Body];
}

internal sealed class AutoescapeAst(ExprAst value, IReadOnlyList<StatementAst> body, Span span) : StatementAst(span)
{
    internal ExprAst Value { get; } = value;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal override IEnumerable<AstNode> Children => [Value, .. Body];
}

internal sealed class SetAst(ExprAst target, ExprAst value, Span span) : StatementAst(span)
{
    internal ExprAst Target { get; } = target;

    internal ExprAst Value { get; } = value;

    internal override IEnumerable<AstNode> Children => [Target, Value];
}

internal sealed class SetBlockAst(ExprAst target, FilterAst? filter, IReadOnlyList<StatementAst> body, Span span)
    : StatementAst(span)
{
    internal ExprAst Target { get; } = target;

    internal FilterAst? Filter { get; } = filter;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal override IEnumerable<AstNode> Children => Filter is null ? [Target, .. Body] : [Target, Filter, .. Body];
}

internal sealed class FilterBlockAst(IReadOnlyList<StatementAst> body, FilterAst filter, Span span) : StatementAst(span)
{
    internal IReadOnlyList<StatementAst> Body { get; } = body;

    internal FilterAst Filter { get; } = filter;

    internal override IEnumerable<AstNode> Children => [.. Body, Filter];
}

/// <summary><c>{% do … %}</c>.</summary>
internal sealed class DoAst(ExprAst expression, Span span) : StatementAst(span)
{
    internal ExprAst Expression { get; } = expression;

    internal override IEnumerable<AstNode> Children => [Expression];
}

/// <summary><c>{% break %}</c> and <c>{% continue %}</c>.</summary>
internal sealed class LoopControlAst(bool isBreak, Span span) : StatementAst(span)
{
    internal bool IsBreak { get; } = isBreak;

    internal override IEnumerable<AstNode> Children => [];
}

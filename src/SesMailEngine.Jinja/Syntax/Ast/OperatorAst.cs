namespace SesMailEngine.Jinja.Syntax.Ast;

/// <summary>An arithmetic operator.</summary>
internal sealed class BinaryAst(TokenKind op, ExprAst left, ExprAst right, Span span) : ExprAst(span, DepthOf(left, right))
{
    internal TokenKind Operator { get; } = op;

    internal ExprAst Left { get; } = left;

    internal ExprAst Right { get; } = right;

    protected override AstNode[] Nodes => [Left, Right];
}

/// <summary><c>and</c> and <c>or</c>.</summary>
internal sealed class LogicAst(bool isAnd, ExprAst left, ExprAst right, Span span) : ExprAst(span, DepthOf(left, right))
{
    internal bool IsAnd { get; } = isAnd;

    internal ExprAst Left { get; } = left;

    internal ExprAst Right { get; } = right;

    protected override AstNode[] Nodes => [Left, Right];
}

internal sealed class NotAst(ExprAst operand, Span span) : ExprAst(span, operand.Depth)
{
    internal ExprAst Operand { get; } = operand;

    protected override AstNode[] Nodes => [Operand];
}

/// <summary>A sign.</summary>
internal sealed class SignAst(bool isMinus, ExprAst operand, Span span) : ExprAst(span, operand.Depth)
{
    internal bool IsMinus { get; } = isMinus;

    internal ExprAst Operand { get; } = operand;

    protected override AstNode[] Nodes => [Operand];
}

/// <summary><c>a ~ b ~ c</c>.</summary>
internal sealed class ConcatAst(IReadOnlyList<ExprAst> parts, Span span) : ExprAst(span, DepthOf(parts))
{
    internal IReadOnlyList<ExprAst> Parts { get; } = parts;

    protected override AstNode[] Nodes => [.. Parts];
}

/// <summary>How two operands of a comparison are compared.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

/// <summary>A chain of comparisons.</summary>
internal sealed class CompareAst(ExprAst first, IReadOnlyList<(Comparison Operator, ExprAst Operand)> rest, Span span)
    : ExprAst(span, Math.Max(first.Depth, rest.Max(part => part.Operand.Depth)))
{
    internal ExprAst First { get; } = first;

    internal IReadOnlyList<(Comparison Operator, ExprAst Operand)> Rest { get; } = rest;

    protected override AstNode[] Nodes => [First, .. Rest.Select(part => part.Operand)];
}

/// <summary><c>a if test else b</c>.</summary>
internal sealed class ConditionAst(ExprAst test, ExprAst then, ExprAst? otherwise, Span span)
    : ExprAst(span, DepthOf(test, then, otherwise))
{
    internal ExprAst Test { get; } = test;

    internal ExprAst Then { get; } = then;

    internal ExprAst? Otherwise { get; } = otherwise;

    protected override AstNode[] Nodes => Otherwise is null ? [Test, Then] : [Test, Then, Otherwise];
}

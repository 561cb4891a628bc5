namespace SesMailEngine.Jinja.Syntax.Ast;

/// <summary>The arguments of a call, filter or test.</summary>
internal sealed class ArgumentsAst(
    IReadOnlyList<ExprAst> positional,
    IReadOnlyList<(string Name, ExprAst Value)> keywords,
    ExprAst? extraPositional,
    ExprAst? extraKeywords)
{
    internal static readonly ArgumentsAst None = new([], [], null, null);

    internal IReadOnlyList<ExprAst> Positional { get; } = positional;

    internal IReadOnlyList<(string Name, ExprAst Value)> Keywords { get; } = keywords;

    /// <summary>The expression after <c>*</c>.</summary>
    internal ExprAst? ExtraPositional { get; } = extraPositional;

    /// <summary>The expression after <c>**</c>.</summary>
    internal ExprAst? ExtraKeywords { get; } = extraKeywords;

    internal IEnumerable<ExprAst> All =>
        Positional.Concat(Keywords.Select(keyword => keyword.Value))
            .Concat(new[] { ExtraPositional, ExtraKeywords }.OfType<ExprAst>());
}

internal sealed class CallAst(ExprAst target, ArgumentsAst arguments, Span span)
    : ExprAst(span, DepthOf([target, .. arguments.All]))
{
    internal ExprAst Target { get; } = target;

    internal ArgumentsAst Arguments { get; } = arguments;

    internal override IEnumerable<AstNode> Children => [Target, .. Arguments.All];
}

/// <summary>A filter; without a target it stands in a filter block or set block and takes the block's text.</summary>
internal sealed class FilterAst(ExprAst? target, string name, Span nameSpan, ArgumentsAst arguments, Span span)
    : ExprAst(span, DepthOf([target, .. arguments.All]))
{
    internal ExprAst? Target { get; } = target;

    internal string Name { get; } = name;

    internal Span NameSpan { get; } = nameSpan;

    internal ArgumentsAst Arguments { get; } = arguments;

    internal override IEnumerable<AstNode> Children => Target is null ? Arguments.All : [Target, .. Arguments.All];
}

internal sealed class TestAst(ExprAst target, string name, Span nameSpan, ArgumentsAst arguments, Span span)
    : ExprAst(span, DepthOf([target, .. arguments.All]))
{
    internal ExprAst Target { get; } = target;

    internal string Name { get; } = name;

    internal Span NameSpan { get; } = nameSpan;

    internal ArgumentsAst Arguments { get; } = arguments;

    internal override IEnumerable<AstNode> Children => [Target, .. Arguments.All];
}

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

    internal int Depth
    {
        get
        {
            int depth = Math.Max(ExtraPositional?.Depth ?? 0, ExtraKeywords?.Depth ?? 0);
            for (int i = 0; i < Positional.Count; i++)
            {
                depth = Math.Max(depth, Positional[i].Depth);
            }

            for (int i = 0; i < Keywords.Count; i++)
            {
                depth = Math.Max(depth, Keywords[i].Value.Depth);
            }

            return depth;
        }
    }

    internal IEnumerable<ExprAst> All =>
        Positional.Concat(Keywords.Select(keyword => keyword.Value))
            .Concat(new[] { ExtraPositional, ExtraKeywords }.OfType<ExprAst>());
}

internal sealed class CallAst(ExprAst target, ArgumentsAst arguments, Span span)
    : ExprAst(span, Math.Max(target.Depth, arguments.Depth))
{
    internal ExprAst Target { get; } = target;

    internal ArgumentsAst Arguments { get; } = arguments;

    protected override AstNode[] Nodes => [Target, .. Arguments.All];
}

/// <summary>A filter; without a target it stands in a filter block or set block and takes the block's text.</summary>
internal sealed class FilterAst(ExprAst? target, string name, Span nameSpan, ArgumentsAst arguments, Span span)
    : ExprAst(span, Math.Max(target?.Depth ?? 0, arguments.Depth))
{
    internal ExprAst? Target { get; } = target;

    internal string Name { get; } = name;

    internal Span NameSpan { get; } = nameSpan;

    internal ArgumentsAst Arguments { get; } = arguments;

    protected override AstNode[] Nodes => Target is null ? [.. Arguments.All] : [Target, .. Arguments.All];
}

internal sealed class TestAst(ExprAst target, string name, Span nameSpan, ArgumentsAst arguments, Span span)
    : ExprAst(span, Math.Max(target.Depth, arguments.Depth))
{
    internal ExprAst Target { get; } = target;

    internal string Name { get; } = name;

    internal Span NameSpan { get; } = nameSpan;

    internal ArgumentsAst Arguments { get; } = arguments;

    protected override AstNode[] Nodes => [Target, .. Arguments.All];
}

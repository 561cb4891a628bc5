using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Syntax.Ast;

/// <summary>An expression. <see cref="Depth"/> is how deep it nests, which the parser bounds.</summary>
internal abstract class ExprAst : AstNode
{
    protected ExprAst(Span span, int depth = 0)
        : base(span) => Depth = depth + 1;

    internal int Depth { get; }

    protected static int DepthOf(ExprAst? first, ExprAst? second, ExprAst? third = null) =>
        Math.Max(Math.Max(first?.Depth ?? 0, second?.Depth ?? 0), third?.Depth ?? 0);

    protected static int DepthOf(IReadOnlyList<ExprAst> parts)
    {
        int depth = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            depth = Math.Max(depth, parts[i].Depth);
        }

        return depth;
    }
}

/// <summary>How a name is used.</summary>
internal enum NameUse
{
    Load,
    Store,
    Parameter,
}

internal sealed class ConstAst(Value value, Span span) : ExprAst(span)
{
    internal Value Value { get; } = value;

    protected override AstNode[] Nodes => [];
}

/// <summary>Text outside of tags.</summary>
internal sealed class DataAst(string text, Span span) : ExprAst(span)
{
    internal string Text { get; } = text;

    protected override AstNode[] Nodes => [];
}

internal sealed class NameAst(string name, NameUse use, Span span) : ExprAst(span)
{
    internal string Name { get; } = name;

    internal NameUse Use { get; } = use;

    protected override AstNode[] Nodes => [];
}

/// <summary>The target of <c>{% set ns.attribute = … %}</c>.</summary>
internal sealed class NamespaceTargetAst(string name, string attribute, Span span) : ExprAst(span)
{
    internal string Name { get; } = name;

    internal string Attribute { get; } = attribute;

    protected override AstNode[] Nodes => [];
}

internal sealed class TupleAst(IReadOnlyList<ExprAst> items, Span span) : ExprAst(span, DepthOf(items))
{
    internal IReadOnlyList<ExprAst> Items { get; } = items;

    protected override AstNode[] Nodes => [.. Items];
}

internal sealed class ListAst(IReadOnlyList<ExprAst> items, Span span) : ExprAst(span, DepthOf(items))
{
    internal IReadOnlyList<ExprAst> Items { get; } = items;

    protected override AstNode[] Nodes => [.. Items];
}

internal sealed class DictAst(IReadOnlyList<(ExprAst Key, ExprAst Value)> pairs, Span span)
    : ExprAst(span, pairs.Count == 0 ? 0 : pairs.Max(pair => DepthOf(pair.Key, pair.Value)))
{
    internal IReadOnlyList<(ExprAst Key, ExprAst Value)> Pairs { get; } = pairs;

    protected override AstNode[] Nodes => [.. Pairs.SelectMany(pair => new[] { pair.Key, pair.Value })];
}

internal sealed class AttributeAst(ExprAst target, string name, Span span) : ExprAst(span, target.Depth)
{
    internal ExprAst Target { get; } = target;

    internal string Name { get; } = name;

    protected override AstNode[] Nodes => [Target];
}

internal sealed class ItemAst(ExprAst target, ExprAst argument, Span span) : ExprAst(span, DepthOf(target, argument))
{
    internal ExprAst Target { get; } = target;

    internal ExprAst Argument { get; } = argument;

    protected override AstNode[] Nodes => [Target, Argument];
}

internal sealed class SliceAst(ExprAst? start, ExprAst? stop, ExprAst? step, Span span)
    : ExprAst(span, DepthOf(start, stop, step))
{
    internal ExprAst? Start { get; } = start;

    internal ExprAst? Stop { get; } = stop;

    internal ExprAst? Step { get; } = step;

    protected override AstNode[] Nodes => [.. new[] { Start, Stop, Step }.OfType<ExprAst>()];
}

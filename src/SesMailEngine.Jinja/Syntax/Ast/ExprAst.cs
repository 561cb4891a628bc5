using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Syntax.Ast;

/// <summary>An expression. <see cref="Depth"/> is how deep it nests, which the parser bounds.</summary>
internal abstract class ExprAst : AstNode
{
    protected ExprAst(Span span, int depth = 0)
        : base(span) => Depth = depth + 1;

    internal int Depth { get; }

    protected static int DepthOf(params IEnumerable<ExprAst?> parts)
    {
        int depth = 0;
        foreach (var part in parts)
        {
            depth = Math.Max(depth, part?.Depth ?? 0);
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

    internal override IEnumerable<AstNode> Children => [];
}

/// <summary>Text outside of tags.</summary>
internal sealed class DataAst(string text, Span span) : ExprAst(span)
{
    internal string Text { get; } = text;

    internal override IEnumerable<AstNode> Children => [];
}

internal sealed class NameAst(string name, NameUse use, Span span) : ExprAst(span)
{
    internal string Name { get; } = name;

    internal NameUse Use { get; } = use;

    internal override IEnumerable<AstNode> Children => [];
}

/// <summary>The target of <c>{% set ns.attribute = … %}</c>.</summary>
internal sealed class NamespaceTargetAst(string name, string attribute, Span span) : ExprAst(span)
{
    internal string Name { get; } = name;

    internal string Attribute { get; } = attribute;

    internal override IEnumerable<AstNode> Children => [];
}

internal sealed class TupleAst(IReadOnlyList<ExprAst> items, Span span) : ExprAst(span, DepthOf(items))
{
    internal IReadOnlyList<ExprAst> Items { get; } = items;

    internal override IEnumerable<AstNode> Children => Items;
}

internal sealed class ListAst(IReadOnlyList<ExprAst> items, Span span) : ExprAst(span, DepthOf(items))
{
    internal IReadOnlyList<ExprAst> Items { get; } = items;

    internal override IEnumerable<AstNode> Children => Items;
}

internal sealed class DictAst(IReadOnlyList<(ExprAst Key, ExprAst Value)> pairs, Span span)
    : ExprAst(span, DepthOf(pairs.SelectMany(pair => new[] { pair.Key, pair.Value })))
{
    internal IReadOnlyList<(ExprAst Key, ExprAst Value)> Pairs { get; } = pairs;

    internal override IEnumerable<AstNode> Children => Pairs.SelectMany(pair => new[] { pair.Key, pair.Value });
}

internal sealed class AttributeAst(ExprAst target, string name, Span span) : ExprAst(span, target.Depth)
{
    internal ExprAst Target { get; } = target;

    internal string Name { get; } = name;

    internal override IEnumerable<AstNode> Children => [Target];
}

internal sealed class ItemAst(ExprAst target, ExprAst argument, Span span) : ExprAst(span, DepthOf(target, argument))
{
    internal ExprAst Target { get; } = target;

    internal ExprAst Argument { get; } = argument;

    internal override IEnumerable<AstNode> Children => [Target, Argument];
}

internal sealed class SliceAst(ExprAst? start, ExprAst? stop, ExprAst? step, Span span)
    : ExprAst(span, DepthOf(start, stop, step))
{
    internal ExprAst? Start { get; } = start;

    internal ExprAst? Stop { get; } = stop;

    internal ExprAst? Step { get; } = step;

    internal override IEnumerable<AstNode> Children => new[] { Start, Stop, Step }.OfType<ExprAst>();
}

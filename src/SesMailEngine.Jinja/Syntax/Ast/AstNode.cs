namespace SesMailEngine.Jinja.Syntax.Ast;

/// <summary>A piece of a parsed template.</summary>
internal abstract class AstNode(Span span)
{
    private AstNode[]? _children;

    internal Span Span { get; } = span;

    /// <summary>The parts, in the order of the fields of Jinja2's node, which its scoping depends on.</summary>
    internal AstNode[] Children => _children ??= Nodes;

    protected abstract AstNode[] Nodes { get; }

    /// <summary>This node and everything under it.</summary>
    internal IEnumerable<T> All<T>()
        where T : AstNode
    {
        var pending = new Stack<AstNode>();
        pending.Push(this);
        while (pending.TryPop(out var node))
        {
            if (node is T found)
            {
                yield return found;
            }

            var children = node.Children;
            for (int i = children.Length - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }
        }
    }
}

namespace SesMailEngine.Jinja.Syntax.Ast;

/// <summary>A piece of a parsed template.</summary>
internal abstract class AstNode(Span span)
{
    internal Span Span { get; } = span;

    /// <summary>The parts, in the order of the fields of Jinja2's node, which its scoping depends on.</summary>
    internal abstract IEnumerable<AstNode> Children { get; }

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

            foreach (var child in node.Children.Reverse())
            {
                pending.Push(child);
            }
        }
    }
}

using SesMailEngine.Jinja.Syntax.Ast;

namespace SesMailEngine.Jinja.Compilation;

/// <summary>Which of some special names (<c>self</c>, <c>loop</c>, <c>caller</c>, …) a body uses without setting them.</summary>
internal static class UndeclaredNames
{
    internal static HashSet<string> Find(IEnumerable<AstNode> nodes, params string[] names)
    {
        var watched = new HashSet<string>(names, StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            Visit(node, watched, found);
        }

        return found;
    }

    private static void Visit(AstNode node, HashSet<string> watched, HashSet<string> found)
    {
        if (node is BlockAst || watched.Count == 0)
        {
            return;
        }

        if (node is NameAst name)
        {
            if (name.Use != NameUse.Load)
            {
                watched.Remove(name.Name);
            }
            else if (watched.Contains(name.Name))
            {
                found.Add(name.Name);
            }
        }

        foreach (var child in node.Children)
        {
            Visit(child, watched, found);
        }
    }
}

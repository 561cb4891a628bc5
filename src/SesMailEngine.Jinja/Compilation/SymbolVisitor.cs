using SesMailEngine.Jinja.Syntax.Ast;

namespace SesMailEngine.Jinja.Compilation;

/// <summary>Finds what names a scope reads and sets; what has a scope of its own it does not go into.</summary>
internal static class SymbolVisitor
{
    /// <summary>The symbols of the parts of a statement that opens a scope.</summary>
    internal static void Analyze(Symbols symbols, IEnumerable<AstNode> parts)
    {
        foreach (var part in parts)
        {
            Visit(symbols, part);
        }
    }

    /// <summary>The target of a loop, whose names are given like parameters.</summary>
    internal static void DeclareTarget(Symbols symbols, AstNode target)
    {
        if (target is NameAst name)
        {
            symbols.DeclareParameter(name.Name);
            return;
        }

        foreach (var child in target.Children)
        {
            DeclareTarget(symbols, child);
        }
    }

    private static void Visit(Symbols symbols, AstNode node)
    {
        switch (node)
        {
            case ConstAst or DataAst or BlockAst or AutoescapeAst:
                break;
            case NameAst name:
                VisitName(symbols, name);
                break;
            case NamespaceTargetAst target:
                symbols.Load(target.Name);
                break;
            case IfAst branch:
                VisitIf(symbols, branch);
                break;
            case MacroAst macro:
                symbols.Store(macro.Name);
                break;
            case ImportAst import:
                Visit(symbols, import.Template);
                symbols.Store(import.Target);
                break;
            case FromImportAst import:
                Visit(symbols, import.Template);
                foreach (var (_, alias) in import.Names)
                {
                    symbols.Store(alias);
                }

                break;
            case SetAst set:
                Visit(symbols, set.Value);
                Visit(symbols, set.Target);
                break;
            case ForAst loop:
                Visit(symbols, loop.Source);
                break;
            case CallBlockAst call:
                Visit(symbols, call.Call);
                break;
            case FilterBlockAst block:
                Visit(symbols, block.Filter);
                break;
            case WithAst with:
                Analyze(symbols, with.Values);
                break;
            case SetBlockAst set:
                if (set.Filter is not null)
                {
                    Visit(symbols, set.Filter);
                }

                Visit(symbols, set.Target);
                break;
            default:
                Analyze(symbols, node.Children);
                break;
        }
    }

    private static void VisitName(Symbols symbols, NameAst name)
    {
        switch (name.Use)
        {
            case NameUse.Load:
                symbols.Load(name.Name);
                break;
            case NameUse.Store:
                symbols.Store(name.Name);
                break;
            default:
                symbols.DeclareParameter(name.Name);
                break;
        }
    }

    private static void VisitIf(Symbols symbols, IfAst branch)
    {
        Visit(symbols, branch.Test);
        if (!StoresNames(branch))
        {
            // Branches that set nothing need no bookkeeping of their own.
            Analyze(symbols, branch.Body);
            Analyze(symbols, branch.Elifs);
            Analyze(symbols, branch.Otherwise);
            return;
        }

        Symbols[] branches = [symbols.Branch(), symbols.Branch(), symbols.Branch()];
        Analyze(branches[0], branch.Body);
        Analyze(branches[1], branch.Elifs);
        Analyze(branches[2], branch.Otherwise);
        symbols.Merge(branches);
    }

    private static bool StoresNames(IfAst branch) =>
        branch.Body.Any(StoresNames) || branch.Otherwise.Any(StoresNames) || branch.Elifs.Any(StoresNames);

    private static bool StoresNames(StatementAst statement) => statement switch
    {
        IfAst branch => StoresNames(branch),
        SetAst or SetBlockAst or MacroAst or ImportAst or FromImportAst => true,
        _ => false,
    };
}

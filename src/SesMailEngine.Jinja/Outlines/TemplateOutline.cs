using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Syntax.Ast;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Outlines;

/// <summary>
/// What a template's source says of names and other templates, for tools that check templates. Rendering needs none of it.
/// </summary>
public sealed class TemplateOutline
{
    private readonly Dictionary<string, int> _reads = new(StringComparer.Ordinal);
    private readonly HashSet<string> _assigned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly List<TemplateLink> _links = [];

    private TemplateOutline(TemplateAst tree)
    {
        foreach (var statement in tree.Body)
        {
            Visit(statement, topLevel: true);
        }
    }

    /// <summary>The tags that take in other templates, in the order of the source.</summary>
    public IReadOnlyList<TemplateLink> Links => _links;

    /// <summary>Every name the template gives a value somewhere: targets of loops, parameters, <c>set</c>, macros, imports.</summary>
    public IReadOnlySet<string> Assigned => _assigned;

    /// <summary>The names given a value at the top level: what blocks, included and extended templates see.</summary>
    public IReadOnlySet<string> Defined => _defined;

    /// <summary>Reads a source.</summary>
    /// <param name="source">The template's text.</param>
    /// <param name="options">The settings it is written for.</param>
    /// <exception cref="TemplateException">The source has errors.</exception>
    public static TemplateOutline Of(string source, JinjaOptions options) =>
        new(Parser.Parse(new SourceText(null, source, options.KeepTrailingNewline), options, new LexerRules(options.Delimiters)));

    /// <summary>The first line that reads a name, counted from 1; 0 for a name that is not read.</summary>
    public int LineOf(string name) => _reads.GetValueOrDefault(name);

    // Depth is bounded by the parser.
    private void Visit(AstNode node, bool topLevel)
    {
        switch (node)
        {
            case NameAst { Use: NameUse.Load } read:
                _reads.TryAdd(read.Name, read.Span.Line);
                break;
            case NameAst target:
                Assign(target.Name, topLevel);
                break;
            case ExtendsAst extends:
                Link(TemplateLinkKind.Extends, extends.Template, true, false, extends.Span);
                break;
            case IncludeAst include:
                Link(TemplateLinkKind.Include, include.Template, include.WithContext, include.IgnoreMissing, include.Span);
                break;
            case ImportAst import:
                Link(TemplateLinkKind.Import, import.Template, import.WithContext, false, import.Span);
                Assign(import.Target, topLevel);
                break;
            case FromImportAst import:
                Link(TemplateLinkKind.Import, import.Template, import.WithContext, false, import.Span);
                foreach (var (_, alias) in import.Names)
                {
                    Assign(alias, topLevel);
                }

                break;
            case MacroAst macro:
                Assign(macro.Name, topLevel);
                break;
        }

        // Branches define names for what is around them; whatever opens a scope does not.
        bool inside = topLevel && node is not (ForAst or WithAst or BlockAst or CallableAst or FilterBlockAst);
        foreach (var child in node.Children)
        {
            Visit(child, inside);
        }
    }

    private void Assign(string name, bool topLevel)
    {
        _assigned.Add(name);
        if (topLevel)
        {
            _defined.Add(name);
        }
    }

    private void Link(TemplateLinkKind kind, ExprAst template, bool hasContext, bool mayBeMissing, Span span) =>
        _links.Add(new TemplateLink(kind, NamesOf(template), hasContext, mayBeMissing, span.Line));

    private static string[] NamesOf(ExprAst template)
    {
        IReadOnlyList<ExprAst> items = template switch
        {
            ListAst list => list.Items,
            TupleAst tuple => tuple.Items,
            _ => [template],
        };
        string?[] names = [.. items.Select(item => item is ConstAst { Value.Kind: ValueKind.String } text ? text.Value.AsText : null)];
        return names.Contains(null) ? [] : [.. names.OfType<string>()];
    }
}

namespace SesMailEngine.Jinja.Syntax.Ast;

internal sealed class BlockAst(string name, bool scoped, bool required, IReadOnlyList<StatementAst> body, Span span)
    : StatementAst(span)
{
    internal string Name { get; } = name;

    internal bool Scoped { get; } = scoped;

    internal bool Required { get; } = required;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    protected override AstNode[] Nodes => [.. Body];
}

internal sealed class ExtendsAst(ExprAst template, Span span) : StatementAst(span)
{
    internal ExprAst Template { get; } = template;

    protected override AstNode[] Nodes => [Template];
}

internal sealed class IncludeAst(ExprAst template, bool withContext, bool ignoreMissing, Span span) : StatementAst(span)
{
    internal ExprAst Template { get; } = template;

    internal bool WithContext { get; } = withContext;

    internal bool IgnoreMissing { get; } = ignoreMissing;

    protected override AstNode[] Nodes => [Template];
}

internal sealed class ImportAst(ExprAst template, string target, bool withContext, Span span) : StatementAst(span)
{
    internal ExprAst Template { get; } = template;

    internal string Target { get; } = target;

    internal bool WithContext { get; } = withContext;

    protected override AstNode[] Nodes => [Template];
}

internal sealed class FromImportAst(
    ExprAst template, IReadOnlyList<(string Name, string Alias)> names, bool withContext, Span span)
    : StatementAst(span)
{
    internal ExprAst Template { get; } = template;

    internal IReadOnlyList<(string Name, string Alias)> Names { get; } = names;

    internal bool WithContext { get; } = withContext;

    protected override AstNode[] Nodes => [Template];
}

/// <summary>What macros and call blocks have in common: parameters, defaults of the last of them, a body.</summary>
internal abstract class CallableAst(
    IReadOnlyList<NameAst> parameters, IReadOnlyList<ExprAst> defaults, IReadOnlyList<StatementAst> body, Span span)
    : StatementAst(span)
{
    internal IReadOnlyList<NameAst> Parameters { get; } = parameters;

    internal IReadOnlyList<ExprAst> Defaults { get; } = defaults;

    internal IReadOnlyList<StatementAst> Body { get; } = body;

    /// <summary>Parameters, defaults and body, without the call of a call block.</summary>
    internal IEnumerable<AstNode> Definition => [.. Parameters, .. Defaults, .. Body];
}

internal sealed class MacroAst(
    string name, IReadOnlyList<NameAst> parameters, IReadOnlyList<ExprAst> defaults, IReadOnlyList<StatementAst> body, Span span)
    : CallableAst(parameters, defaults, body, span)
{
    internal string Name { get; } = name;

    protected override AstNode[] Nodes => [.. Definition];
}

internal sealed class CallBlockAst(
    CallAst call, IReadOnlyList<NameAst> parameters, IReadOnlyList<ExprAst> defaults, IReadOnlyList<StatementAst> body, Span span)
    : CallableAst(parameters, defaults, body, span)
{
    internal CallAst Call { get; } = call;

    protected override AstNode[] Nodes => [Call, .. Definition];
}

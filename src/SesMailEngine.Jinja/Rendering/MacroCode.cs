using SesMailEngine.Jinja.Rendering.Nodes;
using SesMailEngine.Jinja.Syntax;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>A compiled macro or body of a call block.</summary>
internal sealed class MacroCode(string? name, SourceText source) : FunctionCode(source)
{
    /// <summary>The macro's name; null for the body of a call block.</summary>
    internal string? Name { get; } = name;

    internal MacroParameter[] Parameters { get; set; } = [];

    /// <summary>The slot of the undeclared <c>caller</c>, or -1.</summary>
    internal int CallerSlot { get; set; } = -1;

    /// <summary>The slot of <c>kwargs</c>, or -1 if the macro takes no other keywords.</summary>
    internal int KeywordsSlot { get; set; } = -1;

    /// <summary>The slot of <c>varargs</c>, or -1 if the macro takes no further arguments.</summary>
    internal int VarArgsSlot { get; set; } = -1;
}

/// <summary>A parameter of a macro.</summary>
internal sealed record MacroParameter(string Name, int Slot, Expression? Default);

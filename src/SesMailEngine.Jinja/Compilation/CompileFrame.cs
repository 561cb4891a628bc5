using SesMailEngine.Jinja.Rendering;

namespace SesMailEngine.Jinja.Compilation;

/// <summary>The scope that is being compiled, and what holds in it. After Jinja2's Frame.</summary>
internal sealed class CompileFrame
{
    private CompileFrame(Symbols symbols, EscapeMode escape)
    {
        Symbols = symbols;
        Escape = escape;
    }

    internal Symbols Symbols { get; }

    internal FunctionScope Owner => Symbols.Owner;

    internal EscapeMode Escape { get; set; }

    /// <summary>At the top level of the template, <c>if</c> branches there included.</summary>
    internal bool IsTopLevel { get; set; }

    /// <summary>Outside of everything, not even in an <c>if</c>.</summary>
    internal bool IsRootLevel { get; set; }

    /// <summary>In a branch that may not run: what does not exist is an error only if it does.</summary>
    internal bool IsSoft { get; set; }

    /// <summary>Output counts only while the template has not extended another.</summary>
    internal bool ChecksOutput { get; set; }

    /// <summary>The slot of the text that a filter without a target takes, or -1.</summary>
    internal int TextSlot { get; set; } = -1;

    internal static CompileFrame Root(FunctionScope owner, EscapeMode escape) => new(new Symbols(null, owner), escape);

    /// <summary>A scope in this one.</summary>
    internal CompileFrame Inner() => new(new Symbols(Symbols, Owner), Escape)
    {
        ChecksOutput = ChecksOutput,
    };

    /// <summary>The scope of a macro, with variables of its own.</summary>
    internal CompileFrame InnerFunction() => new(new Symbols(Symbols, new FunctionScope(Owner)), Escape);

    /// <summary>The scope of a loop's test, whose variables must not be the loop's.</summary>
    internal CompileFrame InnerTest() => new(new Symbols(Symbols, Owner, Symbols.Level + 1_000_000), Escape);

    /// <summary>A branch in this scope.</summary>
    internal CompileFrame Soft() => new(Symbols, Escape)
    {
        ChecksOutput = ChecksOutput,
        IsTopLevel = IsTopLevel,
        IsSoft = true,
        TextSlot = TextSlot,
    };
}

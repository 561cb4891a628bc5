using SesMailEngine.Jinja.Rendering;

namespace SesMailEngine.Jinja.Compilation;

/// <summary>The scope that is being compiled, and what holds in it. After Jinja2's Frame.</summary>
internal sealed class CompileFrame
{
    private CompileFrame(Symbols symbols, EscapeMode escape, bool escapesConstants)
    {
        Symbols = symbols;
        Escape = escape;
        EscapesConstants = escapesConstants;
    }

    internal Symbols Symbols { get; }

    internal FunctionScope Owner => Symbols.Owner;

    internal EscapeMode Escape { get; private set; }

    /// <summary>
    /// Whether printed constants are escaped. Where only rendering tells about autoescape, Jinja2 goes by the last that
    /// was known.
    /// </summary>
    internal bool EscapesConstants { get; private set; }

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

    /// <summary>What an include in this scope sees; made once for all of them.</summary>
    internal VisibleVariables Visible =>
        Symbols.Visible ??= new([.. Symbols.AllStores().Select(store => (store.Name, Owner.Reach(store.Variable)))]);

    internal static CompileFrame Root(FunctionScope owner, EscapeMode escape) => new(new Symbols(null, owner), escape, escape == EscapeMode.On);

    /// <summary>A scope in this one.</summary>
    internal CompileFrame Inner() => new(new Symbols(Symbols, Owner), Escape, EscapesConstants)
    {
        ChecksOutput = ChecksOutput,
    };

    /// <summary>The scope of a macro, with variables of its own.</summary>
    internal CompileFrame InnerFunction() => new(new Symbols(Symbols, new FunctionScope(Owner)), Escape, EscapesConstants);

    /// <summary>The scope of a loop's test, whose variables must not be the loop's.</summary>
    internal CompileFrame InnerTest() => new(new Symbols(Symbols, Owner, Symbols.Level + 1_000_000), Escape, EscapesConstants);

    /// <summary>Enters an autoescape block with a constant, or with null for what only rendering tells.</summary>
    internal void SetEscape(bool? value)
    {
        // Within a block of unknown escaping Jinja2 takes nothing for known any more.
        EscapesConstants = value ?? EscapesConstants;
        Escape = value is null || Escape == EscapeMode.AtRunTime ? EscapeMode.AtRunTime
            : value.Value ? EscapeMode.On
            : EscapeMode.Off;
    }

    /// <summary>A branch in this scope.</summary>
    internal CompileFrame Soft() => new(Symbols, Escape, EscapesConstants)
    {
        ChecksOutput = ChecksOutput,
        IsTopLevel = IsTopLevel,
        IsSoft = true,
        TextSlot = TextSlot,
    };
}

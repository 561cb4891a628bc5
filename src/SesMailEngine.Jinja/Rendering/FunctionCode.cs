using SesMailEngine.Jinja.Rendering.Nodes;
using SesMailEngine.Jinja.Syntax;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>A compiled body with local variables of its own: a template's root, a block, a macro.</summary>
internal class FunctionCode
{
    internal FunctionCode(SourceText source) => Source = source;

    internal SourceText Source { get; }

    /// <summary>Set once, at the end of compiling.</summary>
    internal int SlotCount { get; private set; }

    internal Body Body { get; private set; } = Body.Empty;

    private ContextLoad[] _loads = [];

    internal bool IsComplete { get; private set; }

    /// <summary>What the body copies from the bodies around it when it is entered.</summary>
    internal ScopeEntry Entry { get; set; } = ScopeEntry.Empty;

    internal void Complete(Compilation.FunctionScope scope, Body body)
    {
        SlotCount = scope.SlotCount;
        _loads = scope.Loads;
        Body = body;
        IsComplete = true;
    }

    internal Frame NewFrame(Context context, Frame? outer)
    {
        var frame = new Frame(this, context, outer);
        foreach (var load in _loads)
        {
            frame.Slots[load.Slot] = load.From(context);
        }

        Entry.Apply(frame);
        return frame;
    }
}

using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>The local variables of one run of a root, block or macro body. Macros refer to the frame they are defined in.</summary>
internal sealed class Frame(FunctionCode code, Context context, Frame? outer)
{
    internal FunctionCode Code { get; } = code;

    internal Context Context { get; } = context;

    internal Frame? Outer { get; } = outer;

    internal Value[] Slots { get; } = code.SlotCount == 0 ? [] : new Value[code.SlotCount];

    /// <summary>The template this one extends, once its <c>extends</c> has run.</summary>
    internal Template? Parent { get; private set; }

    /// <summary>The place of that <c>extends</c>.</summary>
    internal Span ParentSpan { get; private set; }

    internal void Extend(Template parent, Span span)
    {
        Parent = parent;
        ParentSpan = span;
    }
}

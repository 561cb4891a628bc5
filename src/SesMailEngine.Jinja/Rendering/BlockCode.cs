using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>A compiled <c>{% block %}</c>.</summary>
internal sealed class BlockCode(string name, SourceText source) : FunctionCode(source)
{
    internal string Name { get; } = name;

    /// <summary>The slot of <c>self</c>, or -1 if the block does not use it.</summary>
    internal int SelfSlot { get; set; } = -1;

    /// <summary>The slot of <c>super</c>, or -1 if the block does not use it.</summary>
    internal int SuperSlot { get; set; } = -1;

    internal void Render(RenderState state, Context context)
    {
        state.EnterCall();
        var frame = NewFrame(context, null);
        if (SelfSlot >= 0)
        {
            frame.Slots[SelfSlot] = Value.From(new TemplateReference(context, Source.Name));
        }

        if (SuperSlot >= 0)
        {
            frame.Slots[SuperSlot] = BlockReference.Super(state, context, this);
        }

        Body.Render(state, frame);
        state.LeaveCall();
    }
}

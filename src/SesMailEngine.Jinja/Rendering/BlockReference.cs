using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>What <c>super</c> and <c>self.name</c> give: a call renders the block, <c>.super</c> is the one under it.</summary>
internal sealed class BlockReference(Context context, List<BlockCode> stack, int depth) : ObjectValue
{
    internal override string TypeName => "jinja2.runtime.BlockReference";

    internal override bool IsCallable => true;

    /// <summary>The block that a block of the same name in a more derived template overrides.</summary>
    internal static Value Super(RenderState state, Context context, BlockCode current)
    {
        var stack = context.Blocks is not null && context.Blocks.TryGetValue(current.Name, out var found) ? found : [];
        int index = stack.IndexOf(current) + 1;
        return index > 0 && index < stack.Count
            ? Value.From(new BlockReference(context, stack, index))
            : NoParent(state, current.Name);
    }

    internal override Value GetAttribute(RenderState state, string name) => name switch
    {
        "super" when depth + 1 < stack.Count => Value.From(new BlockReference(context, stack, depth + 1)),
        "super" => NoParent(state, stack[depth].Name),
        "name" => stack[depth].Name,
        _ => Value.Missing,
    };

    internal override Value Call(RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords)
    {
        if (positional.Length > 0 || keywords is { Count: > 0 })
        {
            throw Errors.TemplateException.Runtime("BlockReference.__call__() takes 1 positional argument");
        }

        int mark = state.Output.Length;
        var escape = state.EnterEscape(context.Escape);
        stack[depth].Render(state, context);
        state.LeaveEscape(escape);
        return state.Captured(mark, context.Escape.Autoescape);
    }

    private static Value NoParent(RenderState state, string name) =>
        state.Undefined($"there is no parent block called {Printing.Repr(name)}.", "super");
}

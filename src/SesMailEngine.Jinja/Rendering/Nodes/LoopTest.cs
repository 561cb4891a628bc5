using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>
/// The <c>if</c> of a <c>for</c>. It has variables of its own, since the loop may ask for the next item while its
/// own variables still hold the current one.
/// </summary>
internal sealed class LoopTest(Target target, ScopeEntry entry, Expression test)
{
    internal Value Filter(RenderState state, Frame frame, Value source) =>
        Value.From(new IteratorValue(Filter(state, frame, Sequences.Iterate(source))));

    private IEnumerator<Value> Filter(RenderState state, Frame frame, IEnumerator<Value> items)
    {
        entry.Apply(frame);
        while (items.MoveNext())
        {
            state.Step();
            target.Assign(state, frame, items.Current);
            if (test.Test(state, frame))
            {
                yield return items.Current;
            }
        }
    }
}

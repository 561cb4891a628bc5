using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>What a value is assigned to.</summary>
internal abstract class Target
{
    /// <summary>Before the value is evaluated: an error if the target cannot take any.</summary>
    internal virtual void Check(RenderState state, Frame frame)
    {
    }

    internal abstract void Assign(RenderState state, Frame frame, Value value);
}

internal sealed class SlotTarget(int slot) : Target
{
    internal int Slot { get; } = slot;

    internal override void Assign(RenderState state, Frame frame, Value value) => frame.Slots[Slot] = value;
}

/// <summary>A variable of a template's top level, which importing templates and blocks see too.</summary>
internal sealed class TopLevelTarget(int slot, string name) : Target
{
    internal override void Assign(RenderState state, Frame frame, Value value)
    {
        frame.Slots[slot] = value;
        frame.Context.Set(name, value);
        frame.Context.Export(name);
    }
}

/// <summary><c>ns.name</c>.</summary>
internal sealed class NamespaceTarget(Expression owner, string name) : Target
{
    internal override void Check(RenderState state, Frame frame) => Owner(state, frame);

    internal override void Assign(RenderState state, Frame frame, Value value) =>
        Owner(state, frame).Attributes.Set(Value.From(name), value);

    private NamespaceValue Owner(RenderState state, Frame frame) =>
        owner.Evaluate(state, frame).Reference as NamespaceValue
        ?? throw TemplateException.Runtime("cannot assign attribute on non-namespace object");
}

/// <summary>Several targets that share out the items of one value.</summary>
internal sealed class TupleTarget(Target[] targets) : Target
{
    internal override void Assign(RenderState state, Frame frame, Value value)
    {
        if (value.Reference is TupleValue tuple)
        {
            Require(tuple.Items.Length);
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i].Assign(state, frame, tuple.Items[i]);
            }

            return;
        }

        if (!Sequences.IsIterable(value))
        {
            throw TemplateException.Runtime($"cannot unpack non-iterable {value.TypeName} object");
        }

        var items = new List<Value>(targets.Length);
        var source = Sequences.Iterate(value);
        while (items.Count <= targets.Length && source.MoveNext())
        {
            items.Add(source.Current);
        }

        Require(items.Count);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i].Assign(state, frame, items[i]);
        }
    }

    private void Require(int count)
    {
        if (count < targets.Length)
        {
            throw TemplateException.Runtime($"not enough values to unpack (expected {targets.Length}, got {count})");
        }

        if (count > targets.Length)
        {
            throw TemplateException.Runtime($"too many values to unpack (expected {targets.Length})");
        }
    }
}

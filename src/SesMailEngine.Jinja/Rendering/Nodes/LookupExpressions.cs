using SesMailEngine.Jinja.Builtins;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary><c>target.name</c>.</summary>
internal sealed class AttributeExpression(Expression target, string name, Span span) : Expression(span)
{
    // A method of dicts wins over a key; every other name may go straight to the keys.
    private readonly bool _isDictMethod = name.StartsWith('_') || BuiltinTables.MethodsOf(ValueKind.Dict).Find(name) is not null;
    private readonly int _hash = Hashing.Of(name);
    private int _hint;

    internal Expression Target { get; } = target;

    internal string Name { get; } = name;

    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var owner = Target.Evaluate(state, frame);
        return owner.Reference is DictValue dict && !_isDictMethod && dict.TryGet(Name, _hash, ref _hint, out var value)
            ? value
            : Lookup.Attribute(state, owner, Name);
    }
}

/// <summary><c>variable.name</c>, the most frequent expression of all, without a call for the variable.</summary>
internal sealed class LocalAttributeExpression(LocalExpression target, string name, Span span) : Expression(span)
{
    private readonly bool _isDictMethod = name.StartsWith('_') || BuiltinTables.MethodsOf(ValueKind.Dict).Find(name) is not null;
    private readonly int _hash = Hashing.Of(name);
    private readonly int _slot = target.Slot;
    private int _hint;

    internal override Value Evaluate(RenderState state, Frame frame) =>
        frame.Slots[_slot].Reference is DictValue dict && !_isDictMethod && dict.TryGet(name, _hash, ref _hint, out var value)
            ? value
            : Lookup.Attribute(state, target.Evaluate(state, frame), name);
}

/// <summary><c>target[argument]</c>.</summary>
internal sealed class ItemExpression(Expression target, Expression argument, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var owner = target.Evaluate(state, frame);
        return Lookup.Item(state, owner, argument.Evaluate(state, frame));
    }
}

/// <summary><c>target[start:stop:step]</c>.</summary>
internal sealed class SliceExpression(Expression target, Expression? start, Expression? stop, Expression? step, Span span)
    : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var owner = target.Evaluate(state, frame);
        return Slicing.Slice(
            state,
            owner,
            start?.Evaluate(state, frame) ?? Value.None,
            stop?.Evaluate(state, frame) ?? Value.None,
            step?.Evaluate(state, frame) ?? Value.None);
    }
}

/// <summary>A field of <c>loop</c>, read without looking it up by name.</summary>
internal sealed class LoopFieldExpression(int slot, LoopField field, string name, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var value = frame.Slots[slot];
        return value.Reference is LoopValue loop ? loop.Field(state, field)
            : Lookup.Attribute(state, value.IsMissing ? state.UndefinedVariable("loop") : value, name);
    }
}

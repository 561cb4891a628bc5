using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>A value known when the template was compiled.</summary>
internal sealed class ConstantExpression : Expression
{
    internal ConstantExpression(Value value, Span span)
        : base(span)
    {
        Value = value;
        IsConstant = true;
    }

    internal Value Value { get; }

    internal override Value Evaluate(RenderState state, Frame frame) => Value;
}

/// <summary>A variable of the body that runs.</summary>
internal sealed class LocalExpression(int slot, string name, Span span) : Expression(span)
{
    internal int Slot { get; } = slot;

    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var value = frame.Slots[Slot];
        return value.IsMissing ? state.UndefinedVariable(name) : value;
    }
}

/// <summary>A variable of the body around a macro.</summary>
internal sealed class OuterExpression(int hops, int slot, string name, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        for (int i = 0; i < hops; i++)
        {
            frame = frame.Outer!;
        }

        var value = frame.Slots[slot];
        return value.IsMissing ? state.UndefinedVariable(name) : value;
    }
}

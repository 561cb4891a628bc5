using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering.Nodes;

internal sealed class TupleExpression(Expression[] items, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        state.ReserveItems(items.Length);
        var values = new Value[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(state, frame);
        }

        return Value.From(new TupleValue(values));
    }
}

internal sealed class ListExpression(Expression[] items, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        state.ReserveItems(items.Length);
        var values = new List<Value>(items.Length);
        foreach (var item in items)
        {
            values.Add(item.Evaluate(state, frame));
        }

        return Value.From(new ListValue(values));
    }
}

internal sealed class DictExpression((Expression Key, Expression Value)[] pairs, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame)
    {
        state.ReserveItems(pairs.Length);
        var dict = new DictValue(pairs.Length);
        foreach (var (key, value) in pairs)
        {
            var k = key.Evaluate(state, frame);
            dict.Set(k, value.Evaluate(state, frame));
        }

        return Value.From(dict);
    }
}

/// <summary>An error that the template has reached; an unknown filter in a branch is one.</summary>
internal sealed class FailExpression(string message, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame) => throw Errors.TemplateException.Runtime(message);
}

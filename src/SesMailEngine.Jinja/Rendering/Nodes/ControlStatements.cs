using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary><c>{% if %}</c> with its <c>elif</c>s and <c>else</c>.</summary>
internal sealed class IfStatement((Expression Test, Body Body)[] branches, Body otherwise, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        foreach (var (test, body) in branches)
        {
            if (test.Test(state, frame))
            {
                return body.Render(state, frame);
            }
        }

        return otherwise.Render(state, frame);
    }
}

/// <summary><c>{% with %}</c>, and the scope of an autoescape block.</summary>
internal sealed class WithStatement(ScopeEntry entry, (Target Target, Expression Value)[] assignments, Body body, Span span)
    : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        entry.Apply(frame);
        foreach (var (target, value) in assignments)
        {
            target.Assign(state, frame, value.Evaluate(state, frame));
        }

        return body.Render(state, frame);
    }
}

/// <summary><c>{% autoescape %}</c>.</summary>
internal sealed class AutoescapeStatement(ScopeEntry entry, Expression value, Body body, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        entry.Apply(frame);
        var escape = state.Escape;
        bool previous = escape.Autoescape;
        escape.Autoescape = value.Test(state, frame);
        var flow = body.Render(state, frame);
        escape.Autoescape = previous;
        return flow;
    }
}

/// <summary><c>{% set x = … %}</c>.</summary>
internal sealed class SetStatement(Target target, Expression value, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        target.Check(state, frame);
        target.Assign(state, frame, value.Evaluate(state, frame));
        return Flow.Next;
    }
}

/// <summary><c>{% set x %}…{% endset %}</c>.</summary>
internal sealed class SetBlockStatement(
    Target target, ScopeEntry entry, Body body, int textSlot, Expression? filter, EscapeMode mode, Span span)
    : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        entry.Apply(frame);
        int mark = state.Output.Length;
        var flow = body.Render(state, frame);
        bool safe = state.Autoescape;
        Value value;
        if (filter is null)
        {
            value = state.Captured(mark, safe);
        }
        else
        {
            frame.Slots[textSlot] = state.Captured(mark, mode == EscapeMode.On || (mode == EscapeMode.AtRunTime && safe));
            value = filter.Evaluate(state, frame);
            value = safe ? Value.Safe(Printing.Str(value)) : value;
        }

        target.Assign(state, frame, value);
        return flow;
    }
}

/// <summary><c>{% filter … %}…{% endfilter %}</c>.</summary>
internal sealed class FilterBlockStatement(ScopeEntry entry, Body body, int textSlot, Expression filter, EscapeMode mode, Span span)
    : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        entry.Apply(frame);
        int mark = state.Output.Length;
        var flow = body.Render(state, frame);
        frame.Slots[textSlot] = state.Captured(mark, mode == EscapeMode.On || (mode == EscapeMode.AtRunTime && state.Autoescape));
        filter.Print(state, frame, escape: false);
        return flow;
    }
}

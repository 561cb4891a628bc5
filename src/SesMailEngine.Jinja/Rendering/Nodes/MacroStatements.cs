using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary><c>{% macro %}</c>: makes the macro a variable.</summary>
internal sealed class MacroStatement(Target target, MacroCode code, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        target.Assign(state, frame, Value.From(new MacroValue(code, frame)));
        return Flow.Next;
    }
}

/// <summary><c>{% call %}</c>: calls with the body as <c>caller</c>.</summary>
internal sealed class CallBlockStatement(CallExpression call, MacroCode code, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        state.Print(call.Call(state, frame, Value.From(new MacroValue(code, frame))), escape: false);
        return Flow.Next;
    }
}

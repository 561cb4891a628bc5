using SesMailEngine.Jinja.Syntax;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>Text outside of tags, and what is constant around it.</summary>
internal sealed class TextStatement(string text, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        state.Output.Append(text);
        return Flow.Next;
    }
}

/// <summary><c>{{ … }}</c>.</summary>
internal sealed class PrintStatement(Expression value, EscapeMode mode) : Statement(value.Span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        value.Print(state, frame, mode == EscapeMode.On || (mode == EscapeMode.AtRunTime && state.Autoescape));
        return Flow.Next;
    }
}

/// <summary>Output that a template shows only as long as it has not extended another.</summary>
internal sealed class UnlessExtendedStatement(Statement inner) : Statement(inner.Span)
{
    internal override Flow Render(RenderState state, Frame frame) =>
        frame.Parent is null ? inner.Render(state, frame) : Flow.Next;
}

/// <summary><c>{% do … %}</c>.</summary>
internal sealed class DoStatement(Expression expression) : Statement(expression.Span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        expression.Evaluate(state, frame);
        return Flow.Next;
    }
}

/// <summary><c>{% break %}</c> and <c>{% continue %}</c>.</summary>
internal sealed class LoopControlStatement(Flow flow, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame) => flow;
}

/// <summary>An error that the template has reached; Jinja2 finds some only then.</summary>
internal sealed class FailStatement(string message, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame) => throw Errors.TemplateException.Runtime(message);
}

using SesMailEngine.Jinja.Builtins;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>A filter applied to a value.</summary>
internal sealed class FilterExpression(Expression value, Builtin filter, ArgumentList arguments, Span span) : Expression(span)
{
    private readonly int[]? _slots = arguments.BindTo(filter, hasSelf: true);

    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var target = value.Evaluate(state, frame);
        return _slots is null
            ? arguments.Invoke(state, frame, filter, target)
            : arguments.InvokeBound(state, frame, filter, _slots, target);
    }
}

/// <summary>A test; it gives a boolean.</summary>
internal sealed class TestExpression(Expression value, Builtin test, ArgumentList arguments, Span span) : Expression(span)
{
    private readonly int[]? _slots = arguments.BindTo(test, hasSelf: true);

    internal override Value Evaluate(RenderState state, Frame frame)
    {
        var target = value.Evaluate(state, frame);
        return _slots is null
            ? arguments.Invoke(state, frame, test, target)
            : arguments.InvokeBound(state, frame, test, _slots, target);
    }
}

/// <summary>The text that a filter block or set block hands to its filter.</summary>
internal sealed class CapturedExpression(int slot, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame) => frame.Slots[slot];
}

/// <summary><c>target(…)</c>.</summary>
internal sealed class CallExpression(Expression target, ArgumentList arguments, Span span) : Expression(span)
{
    internal override Value Evaluate(RenderState state, Frame frame) => Call(state, frame, Value.Missing);

    internal Value Call(RenderState state, Frame frame, Value caller)
    {
        try
        {
            if (target is AttributeExpression attribute)
            {
                return CallMethod(state, frame, attribute, caller);
            }

            return arguments.Call(state, frame, target.Evaluate(state, frame), caller);
        }
        catch (TemplateException error) when (Locate(error, frame))
        {
            throw;
        }
    }

    // A method of a built-in type is called without making an object for it first.
    private Value CallMethod(RenderState state, Frame frame, AttributeExpression attribute, Value caller)
    {
        var owner = attribute.Target.Evaluate(state, frame);
        if (caller.IsMissing && owner.Kind is not (ValueKind.Object or ValueKind.Undefined)
            && Lookup.FindMethod(owner, attribute.Name) is { } method)
        {
            return arguments.BindTo(method, hasSelf: true) is { } slots
                ? arguments.InvokeBound(state, frame, method, slots, owner)
                : arguments.Invoke(state, frame, method, owner);
        }

        return arguments.Call(state, frame, Lookup.Attribute(state, owner, attribute.Name), caller);
    }

    // The error of a macro's body has a place of its own; where the macro was called from comes after it.
    private bool Locate(TemplateException error, Frame frame)
    {
        if (error.Place is null)
        {
            error.At(frame.Code.Source, Span);
        }
        else if (error.Place.Line != Span.Line || !ReferenceEquals(error.TemplateName, frame.Code.Source.Name))
        {
            error.Through(frame.Code.Source, Span);
        }

        return false;
    }
}

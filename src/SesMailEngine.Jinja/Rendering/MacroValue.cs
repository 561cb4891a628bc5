using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>A macro with the variables around its definition.</summary>
internal sealed class MacroValue(MacroCode code, Frame outer) : ObjectValue
{
    internal override string TypeName => "jinja2.runtime.Macro";

    internal override bool IsCallable => true;

    internal override Value GetAttribute(RenderState state, string name) => name switch
    {
        "name" => Value.From(code.Name),
        "arguments" => Value.Tuple([.. code.Parameters.Select(parameter => Value.From(parameter.Name))]),
        "catch_kwargs" => code.KeywordsSlot >= 0,
        "catch_varargs" => code.VarArgsSlot >= 0,
        "caller" => code.CallerSlot >= 0 || code.Parameters.Any(parameter => parameter.Name == "caller"),
        _ => Value.Missing,
    };

    internal override Value Call(RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords)
    {
        // The result counts as safe where the place of the call escapes, whatever the macro's own template does.
        bool safe = state.Autoescape;
        state.EnterCall();
        var frame = code.NewFrame(outer.Context, outer);
        Bind(state, frame, positional, keywords);
        int mark = state.Output.Length;
        var escape = state.EnterEscape(outer.Context.Escape);
        for (int i = 0; i < code.Parameters.Length; i++)
        {
            var parameter = code.Parameters[i];
            if (frame.Slots[parameter.Slot].IsMissing)
            {
                frame.Slots[parameter.Slot] = parameter.Default is null
                    ? state.Undefined($"parameter {Printing.Repr(parameter.Name)} was not provided", parameter.Name)
                    : parameter.Default.Evaluate(state, frame);
            }
        }

        code.Body.Render(state, frame);
        state.LeaveEscape(escape);
        state.LeaveCall();
        return state.Captured(mark, safe);
    }

    internal override void WriteRepr(ReprWriter writer) =>
        writer.Append($"<Macro {(code.Name is null ? "anonymous" : Printing.Repr(code.Name))}>");

    private void Bind(RenderState state, Frame frame, ReadOnlySpan<Value> positional, DictValue? keywords)
    {
        var parameters = code.Parameters;
        int taken = Math.Min(positional.Length, parameters.Length);
        bool foundCaller = taken == parameters.Length && parameters.Any(parameter => parameter.Name == "caller");
        for (int i = 0; i < taken; i++)
        {
            frame.Slots[parameters[i].Slot] = positional[i];
        }

        var rest = keywords?.Copy();
        for (int i = taken; i < parameters.Length; i++)
        {
            if (rest is not null && rest.Remove(Value.From(parameters[i].Name), out var value))
            {
                frame.Slots[parameters[i].Slot] = value;
            }

            foundCaller |= parameters[i].Name == "caller";
        }

        if (code.CallerSlot >= 0 && !foundCaller)
        {
            var caller = Value.Missing;
            rest?.Remove(Value.From("caller"), out caller);
            frame.Slots[code.CallerSlot] = caller.IsMissing || caller.IsNone ? state.Undefined("No caller defined", "caller") : caller;
        }

        if (code.KeywordsSlot >= 0)
        {
            frame.Slots[code.KeywordsSlot] = Value.From(rest ?? new DictValue());
        }
        else if (rest is { Count: > 0 })
        {
            int at = 0;
            rest.NextEntry(ref at, out var key, out _);
            throw TemplateException.Runtime(rest.TryGet("caller", out _)
                ? $"macro {Name} was invoked with two values for the special caller argument. This is most likely a bug."
                : $"macro {Name} takes no keyword argument {Printing.Repr(key)}");
        }

        if (code.VarArgsSlot >= 0)
        {
            frame.Slots[code.VarArgsSlot] = Value.Tuple([.. positional[taken..]]);
        }
        else if (positional.Length > parameters.Length)
        {
            throw TemplateException.Runtime($"macro {Name} takes not more than {parameters.Length} argument(s)");
        }
    }

    private string Name => code.Name is null ? "None" : Printing.Repr(code.Name);
}

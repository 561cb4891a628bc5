using System.Runtime.CompilerServices;
using SesMailEngine.Jinja.Builtins;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>The arguments of a call, filter or test, evaluated onto the stack where they are few.</summary>
internal sealed class ArgumentList(
    Expression[] positional, string[] names, Expression[] keywords, Expression? extraPositional, Expression? extraKeywords)
{
    internal static readonly ArgumentList None = new([], [], [], null, null);

    private const int Inline = 8;
    private const int Few = 3;

    internal bool IsConstant { get; } = positional.All(argument => argument.IsConstant)
        && keywords.All(argument => argument.IsConstant)
        && (extraPositional?.IsConstant ?? true)
        && (extraKeywords?.IsConstant ?? true);

    /// <summary>Where each argument goes in a built-in's slots, the object or filtered value first; null if only a call can tell.</summary>
    internal int[]? BindTo(Builtin builtin, bool hasSelf)
    {
        var signature = builtin.Signature;
        return extraPositional is null && extraKeywords is null && !signature.TakesVarArgs && !signature.TakesKeywords
            && signature.SlotCount <= Inline
            ? signature.TryBind(positional.Length + (hasSelf ? 1 : 0), names)
            : null;
    }

    /// <summary>Calls a built-in with the slots found by <see cref="BindTo"/>.</summary>
    internal Value InvokeBound(RenderState state, Frame frame, Builtin builtin, int[] slots, Value self)
    {
        // Clearing the larger buffer costs as much as a short filter takes.
        int count = builtin.Signature.SlotCount;
        switch (count)
        {
            case 1:
                return builtin.InvokeBound(state, new ReadOnlySpan<Value>(ref self));
            case <= Few:
                {
                    var buffer = default(FewValues);
                    Span<Value> values = ((Span<Value>)buffer)[..count];
                    Fill(state, frame, slots, self, values);
                    return builtin.InvokeBound(state, values);
                }

            default:
                {
                    var buffer = default(ValueBuffer);
                    Span<Value> values = ((Span<Value>)buffer)[..count];
                    Fill(state, frame, slots, self, values);
                    return builtin.InvokeBound(state, values);
                }
        }
    }

    private void Fill(RenderState state, Frame frame, int[] slots, Value self, Span<Value> values)
    {
        values[slots[0]] = self;
        int at = 1;
        foreach (var argument in positional)
        {
            values[slots[at++]] = argument.Evaluate(state, frame);
        }

        foreach (var argument in keywords)
        {
            values[slots[at++]] = argument.Evaluate(state, frame);
        }
    }

    /// <summary>Calls a built-in, binding at run time.</summary>
    internal Value Invoke(RenderState state, Frame frame, Builtin builtin, Value self)
    {
        var values = Positional(state, frame, self);
        return builtin.Invoke(state, values, Keywords(state, frame, Value.Missing));
    }

    /// <summary>Calls any value; <paramref name="caller"/> is the body of a call block or missing.</summary>
    internal Value Call(RenderState state, Frame frame, Value callee, Value caller)
    {
        if (extraPositional is null && positional.Length <= Inline)
        {
            var buffer = default(ValueBuffer);
            Span<Value> values = ((Span<Value>)buffer)[..positional.Length];
            for (int i = 0; i < positional.Length; i++)
            {
                values[i] = positional[i].Evaluate(state, frame);
            }

            return CallWith(state, callee, values, Keywords(state, frame, caller));
        }

        var all = Positional(state, frame, Value.Missing);
        return CallWith(state, callee, all, Keywords(state, frame, caller));
    }

    private static Value CallWith(RenderState state, Value callee, ReadOnlySpan<Value> values, DictValue? keywords) =>
        callee.Reference is ObjectValue callable
            ? callable.Call(state, values, keywords)
            : throw TemplateException.Runtime($"'{callee.TypeName}' object is not callable");

    private Value[] Positional(RenderState state, Frame frame, Value self)
    {
        var values = new List<Value>(positional.Length + 1);
        if (!self.IsMissing)
        {
            values.Add(self);
        }

        foreach (var argument in positional)
        {
            values.Add(argument.Evaluate(state, frame));
        }

        if (extraPositional is not null)
        {
            var items = Sequences.Iterate(extraPositional.Evaluate(state, frame));
            while (items.MoveNext())
            {
                state.Step();
                state.ReserveItems(1);
                values.Add(items.Current);
            }
        }

        return [.. values];
    }

    private DictValue? Keywords(RenderState state, Frame frame, Value caller)
    {
        if (keywords.Length == 0 && extraKeywords is null && caller.IsMissing)
        {
            return null;
        }

        var all = new DictValue(keywords.Length + 1);
        for (int i = 0; i < keywords.Length; i++)
        {
            all.Set(Value.From(names[i]), keywords[i].Evaluate(state, frame));
        }

        if (!caller.IsMissing)
        {
            all.Set(Value.From("caller"), caller);
        }

        if (extraKeywords is not null)
        {
            var extra = extraKeywords.Evaluate(state, frame);
            if (extra.Reference is not DictValue dict)
            {
                Arguments.Reject(extra);
                throw TemplateException.Runtime($"argument after ** must be a mapping, not {extra.TypeName}");
            }

            int at = 0;
            while (dict.NextEntry(ref at, out var key, out var value))
            {
                state.Step();
                if (!all[key].IsMissing)
                {
                    throw TemplateException.Runtime($"got multiple values for keyword argument {Printing.Repr(key)}");
                }

                all.Set(key, value);
            }
        }

        return all;
    }

    [InlineArray(Inline)]
    private struct ValueBuffer
    {
        private Value _first;
    }

    [InlineArray(Few)]
    private struct FewValues
    {
        private Value _first;
    }
}

using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>What a built-in does. The arguments are bound already; see <see cref="Signature"/>.</summary>
internal delegate Value BuiltinBody(Arguments args);

/// <summary>
/// A filter, test, function or method written in C#. For filters and tests the first parameter is the value
/// left of <c>|</c> or <c>is</c>, for methods it is the object.
/// </summary>
internal sealed class Builtin : ObjectValue
{
    private const int LongText = 256;
    private const int WorkPerCharacters = 16;

    private readonly BuiltinBody _body;

    /// <summary>Declares a built-in, e.g. <c>new("truncate(s, length=, killwords=, end=, leeway=)", Truncate)</c>.</summary>
    /// <param name="signature">See <see cref="Signature.Parse"/>.</param>
    /// <param name="body">What it does.</param>
    internal Builtin(string signature, BuiltinBody body)
    {
        Signature = Signature.Parse(signature);
        _body = body;
    }

    internal string Name => Signature.Name;

    internal Signature Signature { get; }

    internal override string TypeName => "builtin_function_or_method";

    internal override bool IsCallable => true;

    internal override Value Call(RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords) =>
        Invoke(state, positional, keywords);

    /// <summary>Calls with arguments that are bound to the slots of the signature already.</summary>
    internal Value InvokeBound(RenderState state, ReadOnlySpan<Value> slots)
    {
        foreach (ref readonly var slot in slots)
        {
            // Most built-ins pass over a text once; a short one is not worth counting.
            if (slot.Reference is string { Length: > LongText } text)
            {
                state.Work(text.Length / WorkPerCharacters);
            }
        }

        var result = _body(new Arguments(state, this, slots));
        if (result.Reference is string { Length: > LongText } made && (slots.IsEmpty || !ReferenceEquals(made, slots[0].Reference)))
        {
            state.CountText(made.Length);
        }

        return result;
    }

    /// <summary>Calls with positional and keyword arguments as they come at run time.</summary>
    internal Value Invoke(RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords = null) =>
        InvokeBound(state, Signature.Bind(positional, keywords));
}

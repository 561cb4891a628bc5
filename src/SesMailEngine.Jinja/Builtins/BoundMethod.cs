using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>A method together with the object it was taken from, as <c>{% set f = text.upper %}</c> keeps it.</summary>
internal sealed class BoundMethod(Builtin method, Value self) : ObjectValue
{
    internal Builtin Method { get; } = method;

    internal Value Self { get; } = self;

    internal override string TypeName => "builtin_function_or_method";

    internal override bool IsCallable => true;

    internal override Value Call(RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords)
    {
        var all = new Value[positional.Length + 1];
        all[0] = Self;
        positional.CopyTo(all.AsSpan(1));
        return Method.Invoke(state, all, keywords);
    }
}

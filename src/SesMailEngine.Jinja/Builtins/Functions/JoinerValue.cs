using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins.Functions;

/// <summary>What <c>joiner</c> gives: callable, silent the first time.</summary>
internal sealed class JoinerValue(Value separator) : ObjectValue
{
    private bool _used;

    internal override string TypeName => "Joiner";

    internal override bool IsCallable => true;

    internal override Value GetAttribute(RenderState state, string name) => name switch
    {
        "sep" => separator,
        "used" => _used,
        _ => Value.Missing,
    };

    internal override Value Call(RenderState state, ReadOnlySpan<Value> positional, DictValue? keywords)
    {
        if (positional.Length > 0 || keywords is { Count: > 0 })
        {
            throw TemplateException.Runtime($"Joiner.__call__() takes 1 positional argument but {positional.Length + 1} were given");
        }

        if (_used)
        {
            return separator;
        }

        _used = true;
        return Value.EmptyString;
    }
}

using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins.Functions;

/// <summary>What <c>cycler</c> gives.</summary>
internal sealed class CyclerValue(TupleValue items) : ObjectValue
{
    private static readonly Builtin Next = new("next(self)", args => Of(args).TakeNext());

    private static readonly Builtin Reset = new("reset(self)", args => Of(args).StartOver());

    private int _position;

    internal override string TypeName => "Cycler";

    internal override Value GetAttribute(RenderState state, string name) => name switch
    {
        "next" => Value.From(new BoundMethod(Next, Value.From(this))),
        "reset" => Value.From(new BoundMethod(Reset, Value.From(this))),
        "current" => items.Items[_position],
        "items" => Value.From(items),
        "pos" => _position,
        _ => Value.Missing,
    };

    private static CyclerValue Of(Arguments args) => (CyclerValue)args[0].Reference!;

    private Value TakeNext()
    {
        var current = items.Items[_position];
        _position = (_position + 1) % items.Items.Length;
        return current;
    }

    private Value StartOver()
    {
        _position = 0;
        return Value.None;
    }
}

using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>A pair that <c>groupby</c> makes: a tuple whose items also have names.</summary>
internal sealed class GroupTuple(Value grouper, ListValue members) : TupleValue([grouper, Value.From(members)])
{
    internal override Value GetAttribute(RenderState state, string name) => name switch
    {
        "grouper" => Items[0],
        "list" => Items[1],
        _ => Value.Missing,
    };
}

using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Values;

/// <summary>What <c>namespace()</c> gives: attributes that <c>{% set ns.x = … %}</c> may set from within loops.</summary>
internal sealed class NamespaceValue(DictValue attributes) : ObjectValue
{
    internal DictValue Attributes { get; } = attributes;

    internal override string TypeName => "jinja2.utils.Namespace";

    internal override Value GetAttribute(RenderState state, string name) => Attributes[Value.From(name)];

    internal override void WriteRepr(ReprWriter writer)
    {
        writer.Append("<Namespace ");
        writer.Write(Value.From(Attributes));
        writer.Append(">");
    }
}

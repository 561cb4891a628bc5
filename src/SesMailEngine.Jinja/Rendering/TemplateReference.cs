using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>What <c>self</c> gives: the template's blocks by name.</summary>
internal sealed class TemplateReference(Context context, string? templateName) : ObjectValue
{
    internal override string TypeName => "jinja2.runtime.TemplateReference";

    internal override Value GetAttribute(RenderState state, string name) =>
        context.Blocks is not null && context.Blocks.TryGetValue(name, out var stack)
            ? Value.From(new BlockReference(context, stack, 0))
            : Value.Missing;

    internal override void WriteRepr(ReprWriter writer) =>
        writer.Append($"<TemplateReference {(templateName is null ? "None" : Printing.Repr(templateName))}>");
}

using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering;

/// <summary>An imported template: its macros and top-level variables, and the text it rendered.</summary>
internal sealed class ModuleValue(string? name, DictValue exports, string text) : ObjectValue
{
    internal override string TypeName => "jinja2.environment.TemplateModule";

    /// <summary>The template's name; null for one without a name.</summary>
    internal string? Name { get; } = name;

    internal override Value GetAttribute(RenderState state, string name) => exports[Value.From(name)];

    internal override string ToText() => text;

    internal override void WriteRepr(ReprWriter writer) =>
        writer.Append($"<TemplateModule {(Name is null ? "memory:0x0" : Printing.Repr(Name))}>");
}

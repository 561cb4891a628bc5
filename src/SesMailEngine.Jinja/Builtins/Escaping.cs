using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;
using SesMailEngine.Jinja.Values.Text;

namespace SesMailEngine.Jinja.Builtins;

/// <summary>MarkupSafe's view of a value: safe text stays as it is, anything else is printed and escaped.</summary>
internal static class Escaping
{
    /// <summary>The safe HTML of a value (<c>markupsafe.escape</c>).</summary>
    internal static string Escape(Value value) =>
        value.IsMarkup ? value.AsText : HtmlEscaping.Escape(Printing.Str(value));

    /// <summary>The value as text that is as safe as it was (<c>markupsafe.soft_str</c>).</summary>
    internal static Value Soft(Value value) => value.IsText ? value : Value.From(Printing.Str(value));
}

using System.Text;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Values;


namespace SesMailEngine.Jinja.Builtins;

/// <summary>Python's <c>separator.join(items)</c>.</summary>
internal static class Joining
{
    /// <summary>The texts with the separator between them; a safe separator escapes what is not safe.</summary>
    internal static Value Join(RenderState state, Value separator, IReadOnlyList<Value> items)
    {
        if (!separator.IsText)
        {
            Arguments.Reject(separator);
            throw TemplateException.Runtime($"'{separator.TypeName}' object has no attribute 'join'");
        }

        bool safe = separator.IsMarkup;
        var output = new StringBuilder();
        for (int i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (!safe && !item.IsText)
            {
                throw TemplateException.Runtime($"sequence item {i}: expected str instance, {item.TypeName} found");
            }

            output.Append(i > 0 ? separator.AsText : "").Append(safe ? Escaping.Escape(item) : item.AsText);
            state.CheckLength(output.Length);
        }

        return Value.Text(output.ToString(), safe);
    }
}

using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary>Finds the template that an expression names, or the first that exists of several names.</summary>
internal static class TemplateSelector
{
    internal static Template Get(RenderState state, Value name)
    {
        if (name.Reference is UndefinedValue undefined)
        {
            throw undefined.Fail();
        }

        return name.IsText && state.Environment.FindTemplate(name.AsText) is { } template
            ? template
            : throw new TemplateException(TemplateErrorKind.NotFound, Printing.Str(name));
    }

    /// <summary>As <see cref="Get"/>, but the value may be a list of names too.</summary>
    internal static Template Select(RenderState state, Value names)
    {
        if (names.IsText || names.IsUndefined)
        {
            return Get(state, names);
        }

        if (!Truth.Of(names))
        {
            throw new TemplateException(TemplateErrorKind.NotFound, "Tried to select from an empty list of templates.");
        }

        var tried = new List<string>();
        var items = Sequences.Iterate(names);
        while (items.MoveNext())
        {
            state.Step();
            if (items.Current.IsText && state.Environment.FindTemplate(items.Current.AsText) is { } template)
            {
                return template;
            }

            tried.Add(items.Current.Reference is UndefinedValue undefined ? undefined.Message : Printing.Str(items.Current));
        }

        throw new TemplateException(
            TemplateErrorKind.NotFound, "none of the templates given were found: " + string.Join(", ", tried));
    }
}

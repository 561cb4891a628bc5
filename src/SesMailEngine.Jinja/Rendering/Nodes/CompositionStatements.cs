using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;
using SesMailEngine.Jinja.Values.Operations;

namespace SesMailEngine.Jinja.Rendering.Nodes;

/// <summary><c>{% include %}</c>.</summary>
internal sealed class IncludeStatement(Expression name, VisibleVariables? visible, bool ignoreMissing, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        var names = name.Evaluate(state, frame);
        try
        {
            if (Find(state, names) is { } template)
            {
                bool autoescape = state.Environment.Options.Autoescape;
                template.RenderInto(state, visible is null
                    ? Context.Root(null, autoescape)
                    : frame.Context.ForInclude(visible.Read(frame), autoescape));
            }
        }
        catch (TemplateException error) when (error.Passes(frame, Span))
        {
            throw;
        }

        return Flow.Next;
    }

    private Template? Find(RenderState state, Value names)
    {
        try
        {
            return TemplateSelector.Select(state, names);
        }
        catch (TemplateException error) when (ignoreMissing && error.Kind == TemplateErrorKind.NotFound)
        {
            return null;
        }
    }
}

/// <summary>Runs the template of an import and gives its module.</summary>
internal sealed class ModuleLoader(Expression name, VisibleVariables? visible)
{
    internal ModuleValue Load(RenderState state, Frame frame, Span span)
    {
        var named = name.Evaluate(state, frame);
        ModuleValue? module;
        Template template;
        try
        {
            template = TemplateSelector.Get(state, named);
            if (visible is null && state.Modules.TryGetValue(template, out module))
            {
                return module;
            }

            bool autoescape = state.Environment.Options.Autoescape;
            module = template.RenderModule(state, visible is null
                ? Context.Root(null, autoescape)
                : frame.Context.ForImport(visible.Read(frame), autoescape));
        }
        catch (TemplateException error) when (error.Passes(frame, span))
        {
            throw;
        }

        if (visible is null)
        {
            state.Modules[template] = module;
        }

        return module;
    }
}

/// <summary><c>{% import … as … %}</c>.</summary>
internal sealed class ImportStatement(ModuleLoader loader, int slot, string? topLevelName, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        var module = Value.From(loader.Load(state, frame, Span));
        frame.Slots[slot] = module;
        if (topLevelName is not null)
        {
            frame.Context.Set(topLevelName, module);
            frame.Context.Unexport(topLevelName);
        }

        return Flow.Next;
    }
}

/// <summary><c>{% from … import … %}</c>.</summary>
internal sealed class FromImportStatement(
    ModuleLoader loader, (string Name, string Alias, int Slot)[] names, bool isTopLevel, Span span)
    : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        var module = loader.Load(state, frame, Span);
        foreach (var (name, alias, slot) in names)
        {
            var value = module.GetAttribute(state, name);
            if (value.IsMissing)
            {
                value = state.Undefined(
                    $"the template {Quote(module.Name)} (imported on line {Span.Line}{In(frame.Code.Source.Name)})"
                    + $" does not export the requested name {Printing.Repr(name)}",
                    name);
            }

            frame.Slots[slot] = value;
            if (isTopLevel)
            {
                frame.Context.Set(alias, value);
                frame.Context.Unexport(alias);
            }
        }

        return Flow.Next;
    }

    private static string Quote(string? name) => name is null ? "None" : Printing.Repr(name);

    private static string In(string? name) => name is null ? string.Empty : $" in {Printing.Repr(name)}";
}

/// <summary><c>{% extends %}</c>.</summary>
internal sealed class ExtendsStatement(Expression name, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        if (frame.Parent is not null)
        {
            throw TemplateException.Runtime("extended multiple times");
        }

        var named = name.Evaluate(state, frame);
        try
        {
            var parent = TemplateSelector.Get(state, named);
            frame.Extend(parent, Span);
            frame.Context.AddBlocks(parent.Blocks);
        }
        catch (TemplateException error) when (error.Passes(frame, Span))
        {
            throw;
        }

        return Flow.Next;
    }
}

/// <summary><c>{% block %}</c>: renders the most derived block of the name.</summary>
internal sealed class BlockStatement(string name, bool required, VisibleVariables? scoped, Span span) : Statement(span)
{
    internal override Flow Render(RenderState state, Frame frame)
    {
        var context = scoped is null ? frame.Context : frame.Context.ForScope(scoped.Read(frame));
        var stack = context.Blocks![name];
        if (required && stack.Count <= 1)
        {
            throw TemplateException.Runtime($"Required block {Printing.Repr(name)} not found");
        }

        stack[0].Render(state, context);
        return Flow.Next;
    }
}

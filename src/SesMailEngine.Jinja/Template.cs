using System.Buffers;
using System.Text;
using SesMailEngine.Jinja.Compilation;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Rendering;
using SesMailEngine.Jinja.Syntax;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja;

/// <summary>A template, parsed and compiled. Immutable; any number of threads may render it at once.</summary>
public sealed class Template
{
    private readonly JinjaEnvironment _environment;
    private readonly CompiledTemplate _code;

    internal Template(JinjaEnvironment environment, SourceText source)
    {
        _environment = environment;
        Name = source.Name;
        _code = Compiler.Compile(environment, source);
    }

    /// <summary>The name, as messages give it; null for a template made of a string without a name.</summary>
    public string? Name { get; }

    /// <summary>The variables the template takes from its context, sorted. Those of included templates are not among them.</summary>
    public IReadOnlyList<string> Variables => _code.Variables;

    /// <summary>The templates that are named literally in include, import and extends.</summary>
    public IReadOnlyList<string> References => _code.References;

    internal IReadOnlyDictionary<string, BlockCode> Blocks => _code.Blocks;

    /// <summary>Renders to a string.</summary>
    /// <param name="context">The variables. Templates may change lists and dicts in it.</param>
    /// <param name="cancellation">Ends the rendering with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TemplateException">Something is wrong with the template, the data, or a limit is reached.</exception>
    public string Render(DictValue context, CancellationToken cancellation = default)
    {
        using var state = new RenderState(_environment, cancellation);
        Run(state, context);
        return state.Output.Cut(0);
    }

    /// <summary>Renders to UTF-8.</summary>
    /// <param name="context">The variables. Templates may change lists and dicts in it.</param>
    /// <param name="output">Where the text goes once all of it is rendered.</param>
    /// <param name="cancellation">Ends the rendering with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TemplateException">Something is wrong with the template, the data, or a limit is reached.</exception>
    public void Render(DictValue context, IBufferWriter<byte> output, CancellationToken cancellation = default)
    {
        using var state = new RenderState(_environment, cancellation);
        Run(state, context);
        Encoding.UTF8.GetBytes(state.Output.Written, output);
    }

    /// <summary>Runs the template and then what it extends.</summary>
    internal void RenderInto(RenderState state, Context context)
    {
        state.EnterCall();
        var escape = state.EnterEscape(context.Escape);
        context.AddBlocks(_code.Blocks);
        RenderRoot(state, context);
        state.LeaveEscape(escape);
        state.LeaveCall();
    }

    /// <summary>Runs the template as an import does: for what it defines; its text is kept.</summary>
    internal ModuleValue RenderModule(RenderState state, Context context)
    {
        int mark = state.Output.Length;
        RenderInto(state, context);
        return new ModuleValue(Name, context.Exports(), state.Captured(mark, safe: false).AsText);
    }

    private void Run(RenderState state, DictValue context)
    {
        RenderInto(state, Context.Root(context, _environment.Options.Autoescape));
        int limit = state.MaxOutput;
        if (state.Output.Length > limit / 3 && Encoding.UTF8.GetByteCount(state.Output.Written) > limit)
        {
            throw TemplateException.Limit($"the output exceeds the limit of {limit} bytes");
        }
    }

    private void RenderRoot(RenderState state, Context context)
    {
        var frame = _code.Root.NewFrame(context, null);
        if (_code.SelfSlot >= 0)
        {
            frame.Slots[_code.SelfSlot] = Value.From(new TemplateReference(context, Name));
        }

        _code.Root.Body.Render(state, frame);
        if (frame.Parent is { } parent)
        {
            state.EnterCall();
            try
            {
                parent.RenderRoot(state, context);
            }
            catch (TemplateException error) when (error.Passes(frame, frame.ParentSpan))
            {
                throw;
            }

            state.LeaveCall();
        }
    }
}

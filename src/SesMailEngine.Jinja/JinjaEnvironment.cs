using System.Collections.Concurrent;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Loading;
using SesMailEngine.Jinja.Syntax;

namespace SesMailEngine.Jinja;

/// <summary>
/// Settings and loader shared by templates. Templates it has loaded stay compiled for as long as it lives; make a new
/// environment to see changed sources. Any number of threads may use it.
/// </summary>
public sealed class JinjaEnvironment
{
    private readonly ConcurrentDictionary<string, Template> _loaded = new(StringComparer.Ordinal);
    private readonly ITemplateLoader? _loader;
    private JinjaEnvironment? _folding;

    /// <summary>An environment with the given settings; without a loader no template finds another.</summary>
    public JinjaEnvironment(JinjaOptions? options = null, ITemplateLoader? loader = null)
    {
        Options = options ?? new JinjaOptions();
        Rules = new LexerRules(Options.Delimiters);
        _loader = loader;
    }

    /// <summary>The settings.</summary>
    public JinjaOptions Options { get; }

    internal LexerRules Rules { get; }

    /// <summary>Compiles a source.</summary>
    /// <param name="source">The template's text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="TemplateException">The source has errors; <see cref="TemplateException.Siblings"/> has all of them.</exception>
    public Template Compile(string source, string? name = null) =>
        new(this, new SourceText(name, source, Options.KeepTrailingNewline));

    /// <summary>A template of the loader.</summary>
    /// <exception cref="TemplateException">There is none of that name, or its source has errors.</exception>
    public Template GetTemplate(string name) =>
        FindTemplate(name) ?? throw new TemplateException(TemplateErrorKind.NotFound, name);

    internal Template? FindTemplate(string name)
    {
        if (_loaded.TryGetValue(name, out var known))
        {
            return known;
        }

        return _loader is not null && _loader.TryLoad(name, out string? source)
            ? _loaded.GetOrAdd(name, Compile(source, name))
            : null;
    }

    /// <summary>This environment with another default of autoescape and small limits, to evaluate constants in.</summary>
    internal JinjaEnvironment ForFolding(bool autoescape)
    {
        var folding = _folding;
        if (folding is null || folding.Options.Autoescape != autoescape)
        {
            _folding = folding = new JinjaEnvironment(Options with
            {
                Autoescape = autoescape,
                Limits = new Rendering.RenderLimits { MaxOutput = 1024, MaxSteps = 1000, MaxTime = TimeSpan.FromMilliseconds(20) },
            });
        }

        return folding;
    }
}

using System.Text.Json;
using SesMailEngine.Jinja;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Benchmarks;

/// <summary>This repository's own engine.</summary>
internal sealed class JinjaEngine : ITemplateEngine
{
    private readonly JinjaEnvironment _environment = new(new JinjaOptions { Autoescape = true, KeepTrailingNewline = false });
    private readonly string _source;
    private readonly Template _template;
    private readonly DictValue _context;

    internal JinjaEngine(string name)
    {
        _source = TemplateFiles.Read(name + ".html.j2");
        _template = _environment.Compile(_source);
        using var document = JsonDocument.Parse(TemplateFiles.Read(name + ".json"));
        _context = JsonValues.ReadContext(document.RootElement);
    }

    public object Compile() => _environment.Compile(_source);

    public string Render() => _template.Render(_context);
}

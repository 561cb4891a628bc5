using System.Text.Json;
using Scriban.Runtime;

namespace SesMailEngine.Benchmarks;

/// <summary>Scriban with a port of the template that escapes through an imported function, its context reused.</summary>
internal sealed class ScribanEngine : ITemplateEngine
{
    private readonly string _source;
    private readonly Scriban.Template _template;
    private readonly Scriban.TemplateContext _context;

    internal ScribanEngine(string name)
    {
        _source = TemplateFiles.Read(name + ".scriban").TrimEnd('\n');
        _template = Scriban.Template.Parse(_source);
        using var document = JsonDocument.Parse(TemplateFiles.Read(name + ".json"));
        var model = new ScriptObject();
        foreach (var (key, value) in (Dictionary<string, object?>)PlainObjects.Read(document.RootElement)!)
        {
            model.Add(key, value);
        }

        model.Import("h", (object? value) => value is string text
            ? text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            : value);
        _context = new Scriban.TemplateContext { LoopLimit = 0, LimitToString = 0 };
        _context.PushGlobal(model);
    }

    public object Compile() => Scriban.Template.Parse(_source);

    public string Render() => _template.Render(_context);
}

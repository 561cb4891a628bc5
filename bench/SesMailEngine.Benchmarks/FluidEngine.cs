using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fluid;

namespace SesMailEngine.Benchmarks;

/// <summary>Fluid with the Liquid port of the template and a fresh context for each rendering.</summary>
internal sealed class FluidEngine : ITemplateEngine
{
    private static readonly FluidParser s_parser = new();
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly TemplateOptions _options = new();
    private readonly string _source;
    private readonly IFluidTemplate _template;
    private readonly Dictionary<string, object?> _model;

    internal FluidEngine(string name)
    {
        _source = TemplateFiles.Read(name + ".liquid").TrimEnd('\n');
        _template = s_parser.Parse(_source);
        using var document = JsonDocument.Parse(TemplateFiles.Read(name + ".json"));
        _model = (Dictionary<string, object?>)PlainObjects.Read(document.RootElement)!;
    }

    public object Compile() => s_parser.Parse(_source);

    public string Render() => _template.Render(new TemplateContext(_model, _options), s_encoder);
}

using System.Text.Json;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Loading;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Tests;

/// <summary>Renders a template in one call.</summary>
internal static class Render
{
    internal static string Text(string source, string json = "{}", JinjaOptions? options = null, params (string Name, string Source)[] templates) =>
        Environment(options, templates).Compile(source).Render(Context(json));

    internal static TemplateException Error(string source, string json = "{}", JinjaOptions? options = null, params (string Name, string Source)[] templates) =>
        Should.Throw<TemplateException>(() => Text(source, json, options, templates));

    internal static DictValue Context(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonValues.ReadContext(document.RootElement);
    }

    internal static JinjaEnvironment Environment(JinjaOptions? options, (string Name, string Source)[] templates) =>
        new(options, new DictionaryLoader(templates.Select(template => KeyValuePair.Create(template.Name, template.Source))));
}

using System.Buffers;
using System.Text;
using SesMailEngine.Jinja.Loading;
using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Tests;

public sealed class TemplateTests
{
    [Fact]
    public void One_template_renders_on_many_threads_at_once()
    {
        var template = new JinjaEnvironment(new JinjaOptions { Autoescape = true })
            .Compile("{% macro m(x) %}<{{ x }}>{% endmacro %}{% for i in items %}{{ loop.index }}{{ m(i.name) }}{% set last = i %}{% endfor %}{{ n }}");

        Parallel.For(0, 500, n =>
        {
            var context = Render.Context($$"""{"items": [{"name": "a{{n}}"}, {"id": 1, "name": "&"}], "n": {{n}}}""");
            template.Render(context).ShouldBe($"1<a{n}>2<&amp;>{n}");
        });
    }

    [Fact]
    public void A_template_tells_the_variables_it_takes()
    {
        var template = new JinjaEnvironment().Compile("""
            {% set a = b %}{{ a }}{% for i in items %}{{ i }}{{ c.d }}{% endfor %}
            {% macro m(p) %}{{ p }}{{ e }}{% endmacro %}{% block x %}{{ f }}{% endblock %}{{ range(3) }}
            """);

        template.Variables.ShouldBe(["b", "c", "e", "f", "items"]);
    }

    [Fact]
    public void A_template_tells_the_templates_it_names()
    {
        var template = new JinjaEnvironment().Compile("{% extends 'a' %}{% import 'b' as b %}{% from 'c' import c %}{% include 'd' %}{% include x %}");

        template.References.ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public void A_template_renders_to_utf8()
    {
        var output = new ArrayBufferWriter<byte>();

        new JinjaEnvironment().Compile("ä{{ x }}").Render(Render.Context("""{"x": "€"}"""), output);

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("ä€");
    }

    [Fact]
    public void A_context_can_be_made_of_values()
    {
        var context = new DictValue { ["n"] = 1, ["s"] = "<", ["m"] = Value.Safe("<"), ["l"] = Value.From(new ListValue([1L, 2.5, true])) };

        new JinjaEnvironment(new JinjaOptions { Autoescape = true }).Compile("{{ n }}{{ s }}{{ m }}{{ l }}").Render(context)
            .ShouldBe("1&lt;<[1, 2.5, True]");
    }

    [Fact]
    public void A_loaded_template_is_compiled_once()
    {
        var environment = new JinjaEnvironment(null, new DictionaryLoader([KeyValuePair.Create("a", "x")]));

        environment.GetTemplate("a").ShouldBeSameAs(environment.GetTemplate("a"));
    }
}

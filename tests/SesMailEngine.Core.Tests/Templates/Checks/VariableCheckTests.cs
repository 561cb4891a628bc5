using SesMailEngine.Core.Templates.Checks;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Templates.Checks;

public sealed class VariableCheckTests
{
    private readonly FakeTemplateStore store = new();

    [Theory]
    [InlineData("{{ a }}\n{{ name }}", "template.html:2 'name' is used and not declared.")]
    [InlineData("{{ a }}{% if flag %}{% endif %}", "template.html:1 'flag' is used and not declared.")]
    [InlineData("{{ a }}{% for i in items %}{{ i }}{% endfor %}", "template.html:1 'items' is used and not declared.")]
    [InlineData("{{ a }}{% for i in [1] %}{% endfor %}{{ i }}", "template.html:1 'i' is used and not declared.")]
    [InlineData("{{ a }}{% include '_p/row.html' %}", "_p/row.html:1 'item' is used and not declared.")]
    [InlineData("{{ a }}{% import '_p/macros.html' as m %}", "_p/macros.html:1 'brand' has no value here: the file is taken in without context.")]
    [InlineData("{{ a }}{% import '_p/macros.html' as m with context %}", "_p/macros.html:1 'brand' is used and not declared.")]
    [InlineData("{{ a }}{% include '_p/row.html' without context %}", "_p/row.html:1 'item' has no value here: the file is taken in without context.")]
    [InlineData("no", "metadata.json:1 'a' is required, and nothing uses it.")]
    public async Task A_variable_that_is_wrong_is_a_warning(string html, string expected)
    {
        Parts();
        store.WithTemplate("t", html, "t", """{"subject":"s","requiredVariables":["a"]}""");

        (await FoundAsync(CheckSeverity.Warning)).ShouldBe([expected]);
    }

    [Theory]
    [InlineData("{% set x = a %}{{ x }}{% for i in a %}{{ i }}{{ loop.index }}{% endfor %}")]
    [InlineData("{% macro m(p, q=a) %}{{ p }}{{ q }}{{ caller() }}{{ varargs }}{% endmacro %}{% call m(1) %}{% endcall %}")]
    [InlineData("{% set a = a|default('x') %}{{ a }}")]
    [InlineData("{{ range(3)|list }}{{ dict(b=a) }}{% set ns = namespace(n=0) %}{% set ns.n = 1 %}{{ ns.n }}")]
    [InlineData("{% for item in a %}{% include '_p/row.html' %}{% endfor %}")]
    [InlineData("{% extends '_p/base.html' %}{% set title = 'x' %}{% block body %}{{ a }}{{ super() }}{{ self.body }}{% endblock %}")]
    [InlineData("{% set accent = '#fff' %}{% block b %}{{ accent }}{{ a }}{% endblock %}")]
    [InlineData("{% if a %}{% set x = 1 %}{% endif %}{% if x %}{% endif %}")]
    [InlineData("{% with w = a %}{{ w }}{% endwith %}")]
    [InlineData("{{ a }}{% from '_p/macros.html' import plain as p %}{{ p(1) }}{% raw %}{{ raw }}{% endraw %}{# {{ comment }} #}")]
    public async Task Names_that_the_template_sets_itself_need_no_declaration(string html)
    {
        Parts();
        store.With("_p/macros.html", "{% macro plain(x) %}{{ x }}{% endmacro %}");
        store.WithTemplate("t", html, "t", """{"subject":"s","requiredVariables":["a"]}""");

        (await FoundAsync(CheckSeverity.Warning)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Metadata_uses_variables_too()
    {
        store.WithTemplate("t", "t", "t", """
            {
              "subject": "{{ a }}",
              "replyTo": "{{ b|default('') }}",
              "requiredVariables": ["a"]
            }
            """);

        (await FoundAsync(CheckSeverity.Warning)).ShouldBe(["metadata.json:3 'b' is used and not declared."]);
    }

    [Fact]
    public async Task An_optional_variable_that_nothing_uses_is_a_note_on_its_line()
    {
        store.WithTemplate("t", "t", "t", "{\"subject\":\"s\",\n\"optionalVariables\":[\n\"x\",\n\"y\"]}");

        (await FoundAsync(CheckSeverity.Note)).ShouldBe(
            ["metadata.json:3 'x' is declared, and nothing uses it.", "metadata.json:4 'y' is declared, and nothing uses it."]);
    }

    [Fact]
    public async Task A_variable_that_only_the_html_uses_is_a_note()
    {
        store.WithTemplate("t", "{{ a }}", "t", """{"subject":"s","requiredVariables":["a"]}""");

        (await FoundAsync(CheckSeverity.Note)).ShouldBe(["template.txt: 'a' is in template.html and not in template.txt."]);
    }

    [Fact]
    public async Task Files_named_by_an_expression_may_use_every_declared_variable()
    {
        Parts();
        store.WithTemplate("t", "{% include '_p/' ~ kind ~ '.html' ignore missing %}", "t", """{"subject":"s","requiredVariables":["kind","other"]}""");

        (await FoundAsync(CheckSeverity.Warning)).ShouldBeEmpty();
    }

    private void Parts() => store
        .With("_p/row.html", "{{ item }}")
        .With("_p/base.html", "{% if title %}{{ title }}{% endif %}{% block body %}{% endblock %}")
        .With("_p/macros.html", "{% macro plain(x) %}{{ x }}{{ brand }}{% endmacro %}");

    // sampleData is absent on purpose here; what is said of that is not of interest.
    private async Task<IEnumerable<string>> FoundAsync(CheckSeverity severity) =>
        (await new TemplateChecker(store, TimeProvider.System).CheckAsync("t", default, TestContext.Current.CancellationToken)).Findings
            .Where(f => f.Severity == severity && f.Rule != CheckRules.SampleData).Select(f => $"{f.File}:{f.Line} {f.Message}");
}

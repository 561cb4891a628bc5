using SesMailEngine.Jinja.Values;

namespace SesMailEngine.Jinja.Tests.Rendering;

public sealed class UndefinedTests
{
    [Theory]
    [InlineData("[{{ x }}]", "[]")]
    [InlineData("{{ x is defined }}", "False")]
    [InlineData("{{ x|default('d') }}", "d")]
    [InlineData("{% if x %}a{% else %}b{% endif %}", "b")]
    [InlineData("{% for i in x %}a{% else %}b{% endfor %}", "b")]
    [InlineData("{{ x == y }}", "True")]
    public void By_default_undefined_is_empty(string source, string expected) => Render.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("{{ x }}")]
    [InlineData("{% if x %}{% endif %}")]
    [InlineData("{% for i in x %}{% endfor %}")]
    [InlineData("{{ x == 1 }}")]
    [InlineData("{{ x.y }}")]
    [InlineData("{{ 1 in x }}")]
    public void Strict_undefined_allows_nothing(string source) =>
        Render.Error(source, options: new JinjaOptions { Undefined = UndefinedKind.Strict }).Message.ShouldBe("'x' is undefined");

    [Theory]
    [InlineData("{% if x %}a{% else %}b{% endif %}", "b")]
    [InlineData("{{ 'a' if x else 'b' }}", "b")]
    [InlineData("{{ 'b' if not x }}", "b")]
    [InlineData("{{ x or 'b' }}", "b")]
    [InlineData("{% if user.name and user.name.first %}a{% else %}b{% endif %}", "b")]
    [InlineData("{{ x is defined }}", "False")]
    [InlineData("{{ x|default('d') }}", "d")]
    [InlineData("{{ user.name|default('d') }}", "d")]
    public void In_mail_an_absent_variable_is_false(string source, string expected) =>
        Render.Text(source, """{"user": {}}""", new JinjaOptions { Undefined = UndefinedKind.Mail }).ShouldBe(expected);

    [Theory]
    [InlineData("{{ x }}")]
    [InlineData("{{ x.y }}")]
    [InlineData("{% for i in x %}{% endfor %}")]
    [InlineData("{{ x ~ 'a' }}")]
    [InlineData("{{ x == 1 }}")]
    [InlineData("{% if x > 1 %}{% endif %}")]
    [InlineData("{{ x|upper }}")]
    public void In_mail_every_other_use_is_an_error(string source) =>
        Render.Error(source, options: new JinjaOptions { Undefined = UndefinedKind.Mail }).Message.ShouldBe("'x' is undefined");

    [Fact]
    public void Chainable_undefined_goes_on() =>
        Render.Text("[{{ x.y[1].z }}]", options: new JinjaOptions { Undefined = UndefinedKind.Chainable }).ShouldBe("[]");

    [Theory]
    [InlineData("{{ x }}", "{{ x }}")]
    [InlineData("{{ user.y }}", "{{ no such element: dict object['y'] }}")]
    public void Debug_undefined_prints_what_was_asked_for(string source, string expected) =>
        Render.Text(source, """{"user": {}}""", new JinjaOptions { Undefined = UndefinedKind.Debug }).ShouldBe(expected);
}

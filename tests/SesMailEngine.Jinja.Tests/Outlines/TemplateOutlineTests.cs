using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Outlines;

namespace SesMailEngine.Jinja.Tests.Outlines;

public sealed class TemplateOutlineTests
{
    [Theory]
    [InlineData("{% set a = 1 %}{% set b, c = d %}", "a b c", "a b c")]
    [InlineData("{% for i, (j, k) in x %}{% set l = i %}{% endfor %}", "", "i j k l")]
    [InlineData("{% if x %}{% set a = 1 %}{% elif y %}{% set b = 1 %}{% else %}{% set c = 1 %}{% endif %}", "a b c", "a b c")]
    [InlineData("{% macro m(p, q=1) %}{% set r = 1 %}{% endmacro %}", "m", "m p q r")]
    [InlineData("{% import 'x' as m %}{% from 'x' import a, b as c %}", "a c m", "a c m")]
    [InlineData("{% with w = 1 %}{% set v = 1 %}{% endwith %}", "", "v w")]
    [InlineData("{% block b %}{% set v = 1 %}{% endblock %}", "", "v")]
    [InlineData("{% set v %}text{% endset %}", "v", "v")]
    [InlineData("{% set ns.a = 1 %}{{ x }}", "", "")]
    public void Names_are_defined_at_the_top_or_assigned_anywhere(string source, string defined, string assigned)
    {
        var outline = TemplateOutline.Of(source, new JinjaOptions());

        string.Join(' ', outline.Defined.Order(StringComparer.Ordinal)).ShouldBe(defined);
        string.Join(' ', outline.Assigned.Order(StringComparer.Ordinal)).ShouldBe(assigned);
    }

    [Theory]
    [InlineData("{% extends 'a' %}", "Extends a context=True missing=False line=1")]
    [InlineData("\n{% include 'a' %}", "Include a context=True missing=False line=2")]
    [InlineData("{% include ['a', 'b'] ignore missing without context %}", "Include a,b context=False missing=True line=1")]
    [InlineData("{% include ('a', x) %}", "Include  context=True missing=False line=1")]
    [InlineData("{% include x %}", "Include  context=True missing=False line=1")]
    [InlineData("{% import 'a' as b %}", "Import a context=False missing=False line=1")]
    [InlineData("{% from 'a' import b with context %}", "Import a context=True missing=False line=1")]
    [InlineData("{% if x %}{% for i in y %}{% include 'a' %}{% endfor %}{% endif %}", "Include a context=True missing=False line=1")]
    public void Links_to_other_templates_are_told(string source, string expected)
    {
        var link = TemplateOutline.Of(source, new JinjaOptions()).Links.ShouldHaveSingleItem();

        $"{link.Kind} {string.Join(',', link.Names)} context={link.HasContext} missing={link.MayBeMissing} line={link.Line}".ShouldBe(expected);
    }

    [Fact]
    public void The_first_line_that_reads_a_name_is_told()
    {
        var outline = TemplateOutline.Of("{% set b = 1 %}\n{{ a }}\n{{ a }}", new JinjaOptions());

        (outline.LineOf("a"), outline.LineOf("b"), outline.LineOf("c")).ShouldBe((2, 0, 0));
    }

    [Fact]
    public void A_source_with_errors_has_no_outline() =>
        Should.Throw<TemplateException>(() => TemplateOutline.Of("{% if %}", new JinjaOptions())).Kind.ShouldBe(TemplateErrorKind.Syntax);
}

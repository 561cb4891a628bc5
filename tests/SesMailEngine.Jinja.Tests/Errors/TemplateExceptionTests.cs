using SesMailEngine.Jinja.Errors;

namespace SesMailEngine.Jinja.Tests.Errors;

public sealed class TemplateExceptionTests
{
    [Fact]
    public void An_error_shows_its_line_with_a_caret()
    {
        var error = Render.Error("first\n  {{ user.name.x }} there", """{"user": {}}""");

        error.Describe().ShouldBe("""
            'dict object' has no attribute 'name'
              in <template>, line 2, column 6
                2 |   {{ user.name.x }} there
                  |      ^^^^^^^^^^^
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_error_of_syntax_shows_its_token()
    {
        var error = Render.Error("{{ a b }}");

        (error.Kind, error.Line, error.Column).ShouldBe((TemplateErrorKind.Syntax, 1, 6));
        error.Place!.Excerpt.ShouldBe("    1 | {{ a b }}\n      |      ^");
    }

    [Fact]
    public void A_long_line_is_cut_around_the_place()
    {
        var error = Render.Error(new string('x', 500) + "{{ missing.y }}" + new string('z', 500));

        error.Place!.Excerpt.ShouldContain("{{ missing.y }}");
        error.Place.Excerpt.Split('\n')[0].Length.ShouldBeLessThan(140);
    }

    [Fact]
    public void An_error_in_an_included_template_tells_how_it_was_reached()
    {
        var error = Render.Error(
            "\n{% include 'a' %}",
            templates: [("a", "\n\n{% from 'b' import m %}{{ m() }}"), ("b", "{% macro m() %}\n{{ x.y }}{% endmacro %}")]);

        error.TemplateName.ShouldBe("b");
        error.Trace.Select(place => (place.TemplateName, place.Line)).ShouldBe([("b", 2), ("a", 3), (null, 2)]);
    }

    [Theory]
    [InlineData("\n{% include 'bad' %}")]
    [InlineData("\n{% import 'bad' as b %}")]
    [InlineData("\n{% extends 'bad' %}")]
    public void An_error_of_syntax_in_another_template_tells_how_it_was_reached(string source)
    {
        var error = Render.Error(source, templates: [("bad", "{% if %}")]);

        error.Kind.ShouldBe(TemplateErrorKind.Syntax);
        error.Trace.Select(place => (place.TemplateName, place.Line)).ShouldBe([("bad", 1), (null, 2)]);
    }

    [Fact]
    public void An_error_in_a_parent_tells_how_it_was_reached()
    {
        var error = Render.Error("{% extends 'base' %}", templates: [("base", "\n{{ x.y }}")]);

        error.Trace.Select(place => (place.TemplateName, place.Line)).ShouldBe([("base", 2), (null, 1)]);
    }

    [Theory]
    [InlineData("{{ x }}", TemplateErrorKind.Undefined, "'x' is undefined")]
    [InlineData("{% include 'no' %}", TemplateErrorKind.NotFound, "no")]
    [InlineData("{{ 1|nope }}", TemplateErrorKind.Assertion, "No filter named 'nope'.")]
    [InlineData("{{ 1 / 0 }}", TemplateErrorKind.Runtime, "division by zero")]
    [InlineData("{{ ''.__class__ }}", TemplateErrorKind.Security, "access to attribute '__class__' of 'str' object is unsafe.")]
    [InlineData("{{ 'a' * 6000000 }}", TemplateErrorKind.Limit, null)]
    public void The_kind_tells_what_went_wrong(string source, TemplateErrorKind kind, string? message)
    {
        var error = Render.Error(source, options: new JinjaOptions { Undefined = SesMailEngine.Jinja.Values.UndefinedKind.Strict });

        error.Kind.ShouldBe(kind);
        error.Message.ShouldBe(message ?? error.Message);
    }
}

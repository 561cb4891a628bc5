namespace SesMailEngine.Jinja.Tests.Syntax;

public sealed class ParserTests
{
    [Theory]
    [InlineData("{{ 2 ** 3 ** 2 }}", "64")]
    [InlineData("{{ -2 ** 2 }}", "4")]
    [InlineData("{{ '1' + 2 ~ 3 }}", "123")]
    [InlineData("{{ 2 * 3 ~ 4 }}", "64")]
    [InlineData("{{ 1 < 2 < 3 }}", "True")]
    [InlineData("{{ not 1 == 2 }}", "True")]
    [InlineData("{{ 1 if false else 2 if false else 3 }}", "3")]
    [InlineData("{{ 'a' 'b' }}", "ab")]
    [InlineData("{{ (1,) }}{{ () }}{{ 1, 2 }}", "(1,)()(1, 2)")]
    [InlineData("{{ [1, 2,] }}", "[1, 2]")]
    public void Operators_bind_as_in_the_reference(string source, string expected) => Render.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("{% for x in y %}a", 1, "Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. The innermost block that needs to be closed is 'for'.")]
    [InlineData("\n{% endif %}", 2, "Encountered unknown tag 'endif'.")]
    [InlineData("{% if x %}{% for y in z %}{% endif %}", 1, "Encountered unknown tag 'endif'. You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for 'endfor' or 'else'. The innermost block that needs to be closed is 'for'.")]
    [InlineData("{{ a b }}", 1, "expected token 'end of print statement', got 'b'")]
    [InlineData("{{ }}", 1, "Expected an expression, got 'end of print statement'")]
    [InlineData("{% set 1 = 2 %}", 1, "can't assign to 'const'")]
    [InlineData("{% block a-b %}{% endblock %}", 1, "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.")]
    [InlineData("{% from 'a' import _b %}", 1, "names starting with an underline can not be imported")]
    [InlineData("{{ f(a=1, 2) }}", 1, "invalid syntax for function call expression")]
    [InlineData("{% if a if b else c %}{% endif %}", 1, "expected token 'end of statement block', got 'if'")]
    [InlineData("{{ x is a is b }}", 1, "You cannot chain multiple tests with is")]
    public void An_error_says_what_the_reference_says(string source, int line, string message)
    {
        var error = Render.Error(source);

        (error.Line, error.Message).ShouldBe((line, message));
    }

    [Fact]
    public void All_errors_of_a_file_are_reported_at_once()
    {
        var error = Render.Error("""
            {{ a b }}
            {% if x = %}yes{% elif %}no{% endif %}
            {% for in y %}{{ c d }}{% endfor %}
            {% nope %}
            {{ ? }}
            {% for x in y %}
            """);

        error.Siblings.Select(sibling => sibling.Line).ShouldBe([1, 2, 3, 3, 4, 5, 6]);
        error.Siblings[0].ShouldBeSameAs(error);
    }

    [Fact]
    public void All_unknown_filters_and_tests_are_reported_at_once()
    {
        var error = Render.Error("{{ a|nope }}\n{{ b is nix }}");

        error.Siblings.Select(sibling => sibling.Message).ShouldBe(["No filter named 'nope'.", "No test named 'nix'."]);
    }
}

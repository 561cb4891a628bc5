namespace SesMailEngine.Jinja.Tests.Values;

public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1.0")]
    [InlineData("1e2", "100.0")]
    [InlineData("-0", "0")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("true", "True")]
    [InlineData("null", "None")]
    [InlineData("[1, \"a\", {\"k\": []}]", "[1, 'a', {'k': []}]")]
    [InlineData("{\"b\": 1, \"a\": 2, \"b\": 3}", "{'b': 3, 'a': 2}")]
    public void Json_becomes_the_values_python_would_make(string json, string printed) =>
        Render.Text("{{ x }}", $$"""{"x": {{json}}}""").ShouldBe(printed);

    [Fact]
    public void A_context_must_be_an_object() => Should.Throw<ArgumentException>(() => Render.Context("[1]"));
}

using SesMailEngine.Jinja.Syntax;

namespace SesMailEngine.Jinja.Tests.Syntax;

public sealed class LexerTests
{
    [Theory]
    [InlineData("a{{ b }}c", "Data:a VariableBegin Name:b VariableEnd Data:c End")]
    [InlineData("{% if x %}", "BlockBegin Name:if Name:x BlockEnd End")]
    [InlineData("a{# b #}c", "Data:a Data:c End")]
    [InlineData("{{ 1_000 }}{{ 0x1F }}{{ 1.5e3 }}", "VariableBegin Integer VariableEnd VariableBegin Integer VariableEnd VariableBegin Float VariableEnd End")]
    [InlineData("{{ a//b**c }}", "VariableBegin Name:a FloorDiv:// Name:b Pow:** Name:c VariableEnd End")]
    [InlineData("{{ {'a': {}} }}", "VariableBegin LBrace:{ String:a Colon:: LBrace:{ RBrace:} RBrace:} VariableEnd End")]
    [InlineData("{{ 'it\\'s' }}", "VariableBegin String:it's VariableEnd End")]
    [InlineData("{{ x.1.2 }}", "VariableBegin Name:x Dot:. Integer Dot:. Integer VariableEnd End")]
    [InlineData("{% raw %}{{ x }}{% endraw %}", "Data:{{ x }} End")]
    [InlineData("a {{- b -}} c", "Data:a VariableBegin Name:b VariableEnd Data:c End")]
    public void A_source_becomes_tokens(string source, string expected) =>
        Show(Lexer.Tokenize(source, new JinjaOptions())).ShouldBe(expected);

    [Theory]
    [InlineData("{{ ? }}", "unexpected char '?' at 3")]
    [InlineData("{{ 'a }}", "unexpected char \"'\" at 3")]
    [InlineData("{{ (] }}", "unexpected ']', expected ')'")]
    [InlineData("{{ ) }}", "unexpected ')'")]
    [InlineData("{# a", "Missing end of comment tag")]
    [InlineData("{% raw %}a", "Missing end of raw directive")]
    [InlineData("{{ '\\x1' }}", "truncated \\xXX escape")]
    public void What_cannot_be_read_is_a_token_with_the_message(string source, string message) =>
        Lexer.Tokenize(source, new JinjaOptions()).ShouldContain(token => token.Kind == TokenKind.Error && token.Text == message);

    [Fact]
    public void Lexing_goes_on_behind_what_cannot_be_read() =>
        Show(Lexer.Tokenize("{{ ? }}a{{ b }}", new JinjaOptions())).ShouldEndWith("VariableEnd Data:a VariableBegin Name:b VariableEnd End");

    [Fact]
    public void A_token_knows_its_line_and_place()
    {
        var name = Lexer.Tokenize("a\nb {{\n  cd }}", new JinjaOptions()).Single(token => token.Kind == TokenKind.Name);

        name.Span.ShouldBe(new Span(9, 2, 3));
    }

    [Fact]
    public void Delimiters_can_be_others()
    {
        var options = new JinjaOptions
        {
            Delimiters = new Delimiters { BlockStart = "<%", BlockEnd = "%>", VariableStart = "<%=", VariableEnd = "%>", LineStatementPrefix = "#", LineCommentPrefix = "##" },
        };

        Show(Lexer.Tokenize("<%= a %><% b %>\n  # c\nd ## e\n", options))
            .ShouldBe("VariableBegin Name:a VariableEnd BlockBegin Name:b BlockEnd Data:\n BlockBegin Name:c BlockEnd Data:d Data:\n End");
    }

    private static string Show(IEnumerable<Token> tokens) =>
        string.Join(' ', tokens.Select(token => token.Text.Length == 0 ? $"{token.Kind}" : $"{token.Kind}:{token.Text.Trim(' ')}"));
}

namespace SesMailEngine.Jinja.Tests.Syntax;

public sealed class WhitespaceTests
{
    [Theory]
    [InlineData("a\n{% if 1 %}\nb\n{% endif %}\nc", "a\n\nb\n\nc")]
    [InlineData("a \n {%- if 1 -%} \n b {% endif %}", "ab ")]
    [InlineData("a {{- 1 -}} b", "a1b")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\nb\rc", "a\nb\nc")]
    [InlineData("a {#- x -#} b", "ab")]
    [InlineData("{%- raw -%} a {%- endraw -%} b", "ab")]
    public void Without_options_only_signs_strip(string source, string expected) => Render.Text(source).ShouldBe(expected);

    [Theory]
    [InlineData("{% if 1 %}\na\n{% endif %}\nb", "a\nb")]
    [InlineData("{# c #}\na", "a")]
    [InlineData("{{ 1 }}\na", "1\na")]
    [InlineData("{% if 1 +%}\na{% endif %}", "\na")]
    [InlineData("{% raw %}\na{% endraw %}\nb", "\nab")]
    public void Trim_blocks_takes_the_line_break_after_a_block(string source, string expected) =>
        Render.Text(source, options: new JinjaOptions { TrimBlocks = true }).ShouldBe(expected);

    [Theory]
    [InlineData("a\n  {% if 1 %}b{% endif %}", "a\nb")]
    [InlineData("a\n  {{ 1 }}", "a\n  1")]
    [InlineData("a  {% if 1 %}b{% endif %}", "a  b")]
    [InlineData("a\n  {%+ if 1 %}b{% endif %}", "a\n  b")]
    [InlineData("  {# c #}b", "b")]
    public void Lstrip_blocks_takes_the_space_before_a_block(string source, string expected) =>
        Render.Text(source, options: new JinjaOptions { LstripBlocks = true }).ShouldBe(expected);

    [Fact]
    public void The_last_line_break_can_be_kept() =>
        Render.Text("a\n", options: new JinjaOptions { KeepTrailingNewline = true }).ShouldBe("a\n");

    [Fact]
    public void Line_breaks_can_become_others() =>
        Render.Text("a\nb{{ '\n' }}", options: new JinjaOptions { NewlineSequence = "\r\n" }).ShouldBe("a\r\nb\r\n");
}

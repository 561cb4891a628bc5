using SesMailEngine.Cli.Output;

namespace SesMailEngine.Cli.Tests.Output;

public sealed class ExcerptViewTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(16)]
    public void A_long_line_is_cut_around_its_carets(int width)
    {
        for (var at = 0; at < 110; at += 7)
        {
            var source = new string('.', at) + "HERE" + new string('.', 110 - at);
            var (line, carets) = ExcerptView.Fit($"   12 | {source}", $"      | {new string(' ', at)}^^^^", width);

            line.Length.ShouldBeLessThanOrEqualTo(width);
            line[..8].ShouldBe("   12 | ");
            line[carets.IndexOf('^')].ShouldBe('H', customMessage: $"at {at}: {line}");
        }
    }

    [Fact]
    public void A_short_line_stays() => ExcerptView.Fit("    1 | ab", "      | ^", 80).ShouldBe(("    1 | ab", "      | ^"));
}

using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;

namespace SesMailEngine.Jinja.Tests.Values.Numbers;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(2.5, 0, 2.0)]
    [InlineData(3.5, 0, 4.0)]
    [InlineData(2.675, 2, 2.67)]
    [InlineData(0.45, 1, 0.5)]
    [InlineData(1.15, 1, 1.1)]
    [InlineData(64.9, -1, 60.0)]
    [InlineData(-2.5, 0, -2.0)]
    [InlineData(1.5, 400, 1.5)]
    [InlineData(1.5, -400, 0.0)]
    public void Halves_of_the_exact_value_go_to_even(double value, int decimals, double expected) =>
        Rounding.Round(value, decimals).ShouldBe(expected);

    [Theory]
    [InlineData("25", -1, "20")]
    [InlineData("35", -1, "40")]
    [InlineData("-1350", -2, "-1400")]
    [InlineData("123456789012345678901234567890", -20, "123456789000000000000000000000")]
    [InlineData("5", -1000000000, "0")]
    [InlineData("5", 3, "5")]
    public void Integers_round_to_tens(string value, int decimals, string expected) =>
        Rounding.Round(BigInteger.Parse(value), decimals).ShouldBe(BigInteger.Parse(expected));

    [Fact]
    public void A_rounded_value_beyond_the_range_is_an_error() =>
        Should.Throw<TemplateException>(() => Rounding.Round(double.MaxValue, -308)).Message.ShouldBe("rounded value too large to represent");
}

using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;

namespace SesMailEngine.Jinja.Tests.Values.Numbers;

public sealed class NumberParsingTests
{
    [Theory]
    [InlineData(" 42\n", 10, "42")]
    [InlineData("-1_000", 10, "-1000")]
    [InlineData("٤٢", 10, "42")]
    [InlineData("ff", 16, "255")]
    [InlineData("0xFF", 16, "255")]
    [InlineData("0x1F", 0, "31")]
    [InlineData("0b_101", 2, "5")]
    [InlineData("zz", 36, "1295")]
    [InlineData("007", 10, "7")]
    [InlineData("12345678901234567890123", 10, "12345678901234567890123")]
    public void Integers_are_read_as_python_reads_them(string text, int numberBase, string expected)
    {
        NumberParsing.TryParseInteger(text, numberBase, out var value).ShouldBeTrue();
        value.ShouldBe(BigInteger.Parse(expected));
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("4 2", 10)]
    [InlineData("1__0", 10)]
    [InlineData("_1", 10)]
    [InlineData("1.5", 10)]
    [InlineData("½", 10)]
    [InlineData("12", 2)]
    [InlineData("0x1F", 10)]
    [InlineData("017", 0)]
    [InlineData("--1", 10)]
    public void Other_texts_are_no_integers(string text, int numberBase) =>
        NumberParsing.TryParseInteger(text, numberBase, out _).ShouldBeFalse();

    [Fact]
    public void More_digits_than_python_reads_are_refused() =>
        NumberParsing.TryParseInteger(new string('9', 4301), 10, out _).ShouldBeFalse();

    [Fact]
    public void A_base_that_is_none_is_an_error() =>
        Should.Throw<TemplateException>(() => NumberParsing.TryParseInteger("1", 37, out _)).Message.ShouldBe("int() base must be >= 2 and <= 36, or 0");

    [Theory]
    [InlineData("3.14", 3.14)]
    [InlineData(" .5 ", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("1_0.2_5e-0_1", 1.025)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("٣.٥", 3.5)]
    public void Floats_are_read_as_python_reads_them(string text, double expected)
    {
        NumberParsing.TryParseFloat(text, out double value).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("0x10")]
    [InlineData("1,5")]
    [InlineData("1_.5")]
    [InlineData("+-1")]
    public void Other_texts_are_no_floats(string text) => NumberParsing.TryParseFloat(text, out _).ShouldBeFalse();
}

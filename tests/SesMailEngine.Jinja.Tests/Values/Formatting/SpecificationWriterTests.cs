using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Formatting;

namespace SesMailEngine.Jinja.Tests.Values.Formatting;

public sealed class SpecificationWriterTests
{
    [Theory]
    [InlineData("abc", "6", "abc   ")]
    [InlineData("abc", ">6", "   abc")]
    [InlineData("abc", "😀^7", "😀😀abc😀😀")]
    [InlineData("abcdef", ".2", "ab")]
    [InlineData("ab", "05", "ab000")]
    public void Texts_align_left(string text, string specification, string expected) =>
        SpecificationWriter.Text(text, specification).ShouldBe(expected);

    [Theory]
    [InlineData("42", "05d", "00042")]
    [InlineData("1234567", ",", "1,234,567")]
    [InlineData("-1234", "010,", "-0,001,234")]
    [InlineData("255", "#x", "0xff")]
    [InlineData("65535", "_x", "ffff")]
    [InlineData("1234", ">+8,d", "  +1,234")]
    [InlineData("7", "=+6d", "+    7")]
    [InlineData("65", "c", "A")]
    [InlineData("1", ".2f", "1.00")]
    public void Integers_align_right(string number, string specification, string expected) =>
        SpecificationWriter.Integer(BigInteger.Parse(number), specification).ShouldBe(expected);

    [Theory]
    [InlineData(1234.5, ",.2f", "1,234.50")]
    [InlineData(1234.5, "010,.2f", "001,234.50")]
    [InlineData(0.1234, ".1%", "12.3%")]
    [InlineData(-0.001, ".2f", "-0.00")]
    [InlineData(-0.001, "z.2f", "0.00")]
    [InlineData(1234567.0, ".3", "1.23e+06")]
    [InlineData(1.0, "", "1.0")]
    [InlineData(double.NaN, "06", "000nan")]
    public void Floats_have_decimals_and_thousands(double number, string specification, string expected) =>
        SpecificationWriter.Float(number, specification).ShouldBe(expected);

    [Theory]
    [InlineData("d", "Unknown format code 'd' for object of type 'str'")]
    [InlineData("+", "Sign not allowed in string format specifier")]
    [InlineData("=5", "'=' alignment not allowed in string format specifier")]
    [InlineData("q!", "Invalid format specifier")]
    public void What_texts_do_not_take_is_named(string specification, string message) =>
        Should.Throw<TemplateException>(() => SpecificationWriter.Text("x", specification)).Message.ShouldBe(message);

    [Fact]
    public void Widths_are_bounded()
    {
        Should.Throw<TemplateException>(() => SpecificationWriter.Text("x", "999999999")).Kind.ShouldBe(TemplateErrorKind.Limit);
        Should.Throw<TemplateException>(() => SpecificationWriter.Float(1, ".999999999f")).Kind.ShouldBe(TemplateErrorKind.Limit);
        Should.Throw<TemplateException>(() => SpecificationWriter.Integer(1, "0999999999,")).Kind.ShouldBe(TemplateErrorKind.Limit);
    }
}

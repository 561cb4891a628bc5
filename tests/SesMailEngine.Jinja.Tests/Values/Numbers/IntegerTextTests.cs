using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;

namespace SesMailEngine.Jinja.Tests.Values.Numbers;

public sealed class IntegerTextTests
{
    [Theory]
    [InlineData("0", 4, "0")]
    [InlineData("255", 4, "ff")]
    [InlineData("-255", 4, "ff")]
    [InlineData("8", 3, "10")]
    [InlineData("5", 1, "101")]
    [InlineData("18446744073709551616", 4, "10000000000000000")]
    public void Bases_of_powers_of_two_are_written_bit_by_bit(string value, int bits, string expected) =>
        IntegerText.ToPowerOfTwoBase(BigInteger.Parse(value), bits).ShouldBe(expected);

    [Fact]
    public void At_most_4300_digits_are_written()
    {
        IntegerText.ToDecimal(BigInteger.Pow(10, 4300) - 1).Length.ShouldBe(4300);
        Should.Throw<TemplateException>(() => IntegerText.ToDecimal(BigInteger.Pow(10, 4300))).Message
            .ShouldBe("Exceeds the limit (4300 digits) for integer string conversion");
    }
}

using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;

namespace SesMailEngine.Jinja.Tests.Values.Numbers;

public sealed class IntegerArithmeticTests
{
    [Theory]
    [InlineData(7, 2, 3, 1)]
    [InlineData(-7, 2, -4, 1)]
    [InlineData(7, -2, -4, -1)]
    [InlineData(-7, -2, 3, -1)]
    [InlineData(6, -3, -2, 0)]
    public void Division_rounds_down_and_the_rest_has_the_sign_of_the_divisor(int left, int right, int quotient, int rest)
    {
        IntegerArithmetic.FloorDivide(left, right).ShouldBe(quotient);
        IntegerArithmetic.Modulo(left, right).ShouldBe(rest);
    }

    [Theory]
    [InlineData("1", "3", 1.0 / 3)]
    [InlineData("100000000000000000000", "3", 3.333333333333333e19)]
    [InlineData("-9007199254740993", "1", -9007199254740992.0)]
    [InlineData("9007199254740995", "1", 9007199254740996.0)]
    public void True_division_gives_the_nearest_double(string left, string right, double expected) =>
        IntegerArithmetic.Divide(BigInteger.Parse(left), BigInteger.Parse(right)).ShouldBe(expected);

    [Fact]
    public void Powers_that_would_take_minutes_are_refused()
    {
        Should.Throw<TemplateException>(() => IntegerArithmetic.Power(9, 99_999_999)).Kind.ShouldBe(TemplateErrorKind.Limit);
        Should.Throw<TemplateException>(() => IntegerArithmetic.Power(2, BigInteger.Pow(10, 30))).Kind.ShouldBe(TemplateErrorKind.Limit);
        IntegerArithmetic.Power(-1, BigInteger.Pow(10, 30)).ShouldBe(1);
    }

    [Fact]
    public void Dividing_by_zero_is_an_error() =>
        Should.Throw<TemplateException>(() => IntegerArithmetic.Modulo(1, 0)).Message.ShouldBe("integer division or modulo by zero");
}

using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;

namespace SesMailEngine.Jinja.Tests.Values.Numbers;

public sealed class FloatArithmeticTests
{
    [Theory]
    [InlineData(5, 0.1, 49.0, 0.09999999999999973)]
    [InlineData(-7.5, 2, -4.0, 0.5)]
    [InlineData(7.5, -2, -4.0, -0.5)]
    [InlineData(3, 1.5, 2.0, 0.0)]
    public void The_rest_decides_the_quotient(double left, double right, double quotient, double rest)
    {
        FloatArithmetic.FloorDivide(left, right).ShouldBe(quotient);
        FloatArithmetic.Modulo(left, right).ShouldBe(rest);
    }

    [Fact]
    public void Zero_divisors_and_powers_without_a_real_value_are_errors()
    {
        Should.Throw<TemplateException>(() => FloatArithmetic.Divide(1, 0)).Message.ShouldBe("float division by zero");
        Should.Throw<TemplateException>(() => FloatArithmetic.Power(0, -1)).Message.ShouldBe("0.0 cannot be raised to a negative power");
        Should.Throw<TemplateException>(() => FloatArithmetic.Power(-8, 1.0 / 3)).Kind.ShouldBe(TemplateErrorKind.Runtime);
        Should.Throw<TemplateException>(() => FloatArithmetic.Power(1e200, 2)).Message.ShouldBe("(34, 'Numerical result out of range')");
    }
}

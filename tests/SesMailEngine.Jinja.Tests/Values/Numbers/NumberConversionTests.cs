using System.Numerics;
using SesMailEngine.Jinja.Errors;
using SesMailEngine.Jinja.Values.Numbers;

namespace SesMailEngine.Jinja.Tests.Values.Numbers;

public sealed class NumberConversionTests
{
    [Theory]
    [InlineData("9007199254740993", 9007199254740992.0)]
    [InlineData("9007199254740995", 9007199254740996.0)]
    [InlineData("36893488147419107329", 36893488147419111424.0)]
    [InlineData("-100000000000000000000000", -1e23)]
    public void Integers_become_the_nearest_double(string value, double expected) =>
        NumberConversion.Nearest(BigInteger.Parse(value)).ShouldBe(expected);

    [Fact]
    public void What_has_no_counterpart_is_an_error()
    {
        Should.Throw<TemplateException>(() => NumberConversion.ToFloat(BigInteger.Pow(10, 400))).Message.ShouldBe("int too large to convert to float");
        Should.Throw<TemplateException>(() => NumberConversion.Truncate(double.NaN)).Message.ShouldBe("cannot convert float NaN to integer");
        Should.Throw<TemplateException>(() => NumberConversion.Truncate(double.PositiveInfinity)).Message.ShouldBe("cannot convert float infinity to integer");
    }
}

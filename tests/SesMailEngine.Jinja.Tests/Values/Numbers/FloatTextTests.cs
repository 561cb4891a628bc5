using SesMailEngine.Jinja.Values.Numbers;

namespace SesMailEngine.Jinja.Tests.Values.Numbers;

public sealed class FloatTextTests
{
    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Floats_print_in_their_shortest_form(double value, string expected) => FloatText.Repr(value).ShouldBe(expected);

    [Theory]
    [InlineData(2.5, 'f', 0, "2")]
    [InlineData(1.005, 'f', 2, "1.00")]
    [InlineData(0.125, 'f', 2, "0.12")]
    [InlineData(0.1, 'f', 20, "0.10000000000000000555")]
    [InlineData(1e20, 'f', 2, "100000000000000000000.00")]
    [InlineData(12345.678, 'e', 2, "1.23e+04")]
    [InlineData(9.99, 'e', 1, "1.0e+01")]
    [InlineData(1e-10, 'E', 6, "1.000000E-10")]
    [InlineData(1234567.0, 'g', 6, "1.23457e+06")]
    [InlineData(0.0001, 'g', 6, "0.0001")]
    [InlineData(0.00001, 'G', 6, "1E-05")]
    [InlineData(9.9999999999999996e27, 'g', 17, "9.9999999999999996e+27")]
    [InlineData(double.PositiveInfinity, 'F', 2, "INF")]
    public void Formats_round_the_exact_binary_value_half_to_even(double value, char style, int precision, string expected) =>
        FloatText.Format(value, style, precision).ShouldBe(expected);

    [Theory]
    [InlineData(1.0, 'g', 3, "1.00")]
    [InlineData(1.0, 'f', 0, "1.")]
    [InlineData(1e10, 'e', 0, "1.e+10")]
    public void The_alternate_form_keeps_point_and_zeros(double value, char style, int precision, string expected) =>
        FloatText.Format(value, style, precision, alternate: true).ShouldBe(expected);
}

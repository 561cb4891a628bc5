using System.Globalization;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb.Values;

public class DynamoNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("007", "7")]
    [InlineData("+1.50", "1.5")]
    [InlineData("-12.340", "-12.34")]
    [InlineData("100", "100")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E+2", "150")]
    [InlineData("25e-3", "0.025")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("0.00010", "0.0001")]
    [InlineData("12345678901234567890123456789012345678", "12345678901234567890123456789012345678")]
    [InlineData("0.12345678901234567890123456789012345678000", "0.12345678901234567890123456789012345678")]
    public void A_number_is_answered_in_plain_notation(string text, string expected)
    {
        DynamoNumber.TryParse(text, out var number).ShouldBeNull();
        number.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("9.9999999999999999999999999999999999999E+125", true)]
    [InlineData("1E126", false)]
    [InlineData("10E125", false)]
    [InlineData("1E-130", true)]
    [InlineData("1E-131", false)]
    [InlineData("-1E125", true)]
    [InlineData("1E999999999999", false)]
    public void The_range_is_DynamoDBs(string text, bool isIn) => (DynamoNumber.TryParse(text, out _) is null).ShouldBe(isIn);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1a")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData(" 1")]
    [InlineData("1e1.5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("٣")]
    public void What_is_no_number_is_refused(string text) =>
        DynamoNumber.TryParse(text, out _).ShouldStartWith("The parameter cannot be converted to a numeric value");

    [Fact]
    public void Thirty_nine_digits_are_refused() =>
        DynamoNumber.TryParse("123456789012345678901234567890123456789", out _)
            .ShouldBe("Attempting to store more than 38 significant digits in a Number");

    [Theory]
    [InlineData("1", "2")]
    [InlineData("-2", "-1")]
    [InlineData("-1", "0")]
    [InlineData("0", "1E-130")]
    [InlineData("9", "10")]
    [InlineData("1.09", "1.1")]
    [InlineData("99999999999999999999999999999999999998", "99999999999999999999999999999999999999")]
    [InlineData("1E125", "1.0000000000000000000000000000000000001E125")]
    [InlineData("-1E125", "1E-130")]
    public void Numbers_compare_by_value(string smaller, string larger)
    {
        Parse(smaller).CompareTo(Parse(larger)).ShouldBeLessThan(0);
        Parse(larger).CompareTo(Parse(smaller)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_same_value_is_equal_however_it_is_written() => Parse("1.0E2").Equals(Parse("100")).ShouldBeTrue();

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1000)]
    [InlineData(0)]
    [InlineData(1_795_516_393)]
    [InlineData(long.MaxValue)]
    public void A_whole_number_is_the_text_it_prints_as(long value) =>
        DynamoNumber.From(value).ShouldBe(Parse(value.ToString(CultureInfo.InvariantCulture)));

    private static DynamoNumber Parse(string text)
    {
        DynamoNumber.TryParse(text, out var number).ShouldBeNull();
        return number;
    }
}

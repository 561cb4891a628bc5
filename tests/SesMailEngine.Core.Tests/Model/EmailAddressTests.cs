using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Tests.Model;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("jo@example.org", "jo@example.org")]
    [InlineData("Jo <jo@example.org>", "jo@example.org")]
    [InlineData("\"Jo, the first\" <Jo.X+tag@Example.ORG>", "Jo.X+tag@example.org")]
    [InlineData(" jo@example.org ", "jo@example.org")]
    [InlineData("jo@bücher.example", "jo@xn--bcher-kva.example")]
    [InlineData("jo@xn--bcher-kva.example", "jo@xn--bcher-kva.example")]
    [InlineData("bounce+1@simulator.amazonses.com", "bounce+1@simulator.amazonses.com")]
    [InlineData("o'neil@example.org", "o'neil@example.org")]
    public void An_address_is_read(string text, string value)
    {
        EmailAddress.TryParse(text, out var address).ShouldBeTrue();
        address!.Value.ShouldBe(value);
        address.ComparisonKey.ShouldBe(value.ToLowerInvariant());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("jo")]
    [InlineData("@example.org")]
    [InlineData("jo@")]
    [InlineData("jo@localhost")]
    [InlineData("jo@@example.org")]
    [InlineData("jo@exam ple.org")]
    [InlineData("jo@-example.org")]
    [InlineData("jo@example..org")]
    [InlineData(".jo@example.org")]
    [InlineData("jo.@example.org")]
    [InlineData("jo..x@example.org")]
    [InlineData("jo x@example.org")]
    [InlineData("jo@example.org, al@example.org")]
    [InlineData("jo@example.org\r\nBcc: al@example.org")]
    [InlineData("jo@example.org\n")]
    [InlineData("Jo <jo@example.org> <al@example.org>")]
    [InlineData("jo@example.org\u0000")]
    public void Anything_else_is_refused(string? text) => EmailAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Lengths_are_bounded()
    {
        var local = new string('a', 64);
        EmailAddress.TryParse($"{local}@example.org", out _).ShouldBeTrue();
        EmailAddress.TryParse($"a{local}@example.org", out _).ShouldBeFalse();
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + ".org";
        EmailAddress.TryParse($"{local}@{domain}", out _).ShouldBeTrue();
        EmailAddress.TryParse($"{local}@{new string('e', 10)}.{domain}", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("jo@example.org", "j***@example.org")]
    [InlineData("nothing", "***")]
    [InlineData("", "***")]
    public void Logs_show_the_masked_form(string address, string masked) => EmailAddress.Mask(address).ShouldBe(masked);
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Tests.Model;

public sealed class AddressMaskingTests
{
    [Theory]
    [InlineData("no address", "no address")]
    [InlineData("to jo.doe+x@example.com, and <al@x.org>.", "to j***@example.com, and <a***@x.org>.")]
    [InlineData("j***@example.com", "j***@example.com")]
    [InlineData("to \"jo doe\"@example.com", "to \"***@example.com")]
    [InlineData("a/b{c@example.com", "a***@example.com")]
    [InlineData("\"@x.org", "\"@x.org")]
    [InlineData("@ alone, a@ and @b", "@ alone, a@ and @b")]
    [InlineData("550 5.1.1 <jo@example.com>: no such user", "550 5.1.1 <j***@example.com>: no such user")]
    public void Addresses_are_masked(string text, string expected) => AddressMasking.Mask(text).ShouldBe(expected);
}

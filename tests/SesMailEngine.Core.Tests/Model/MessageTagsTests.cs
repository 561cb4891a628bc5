using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Tests.Model;

public sealed class MessageTagsTests
{
    [Theory]
    [InlineData("email-123")]
    [InlineData("A_b-c.d@e")]
    public void An_id_that_SES_allows_travels_as_it_is(string id) => MessageTags.Encode(id).ShouldBe(id);

    [Theory]
    [InlineData("order/123")]
    [InlineData("a b")]
    [InlineData("b64-eA")]
    [InlineData("ünicode")]
    public void Any_other_id_travels_encoded(string id)
    {
        var tag = MessageTags.Encode(id);
        tag.ShouldStartWith("b64-");
        tag.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || c == '-' || c == '_');
    }

    [Theory]
    [InlineData("email-123")]
    [InlineData("order/123?x=y z")]
    [InlineData("b64-eA")]
    [InlineData("~!\"#$%&'()*+,-./:;<=>?@[]^_`{|}")]
    public void What_was_encoded_comes_back(string id) => MessageTags.Decode(MessageTags.Encode(id)).ShouldBe(id);

    [Fact]
    public void The_longest_id_fits_a_tag()
    {
        var id = new string('/', 128);
        MessageTags.Encode(id).Length.ShouldBeLessThanOrEqualTo(256);
        MessageTags.Decode(MessageTags.Encode(id)).ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("b64-")]
    [InlineData("b64-!!!")]
    [InlineData("b64-AA")]
    [InlineData("with\u0001control")]
    public void What_the_engine_did_not_write_is_no_id(string? tag) => MessageTags.Decode(tag).ShouldBeNull();

    [Fact]
    public void A_value_too_long_is_no_id() => MessageTags.Decode(new string('a', 129)).ShouldBeNull();
}

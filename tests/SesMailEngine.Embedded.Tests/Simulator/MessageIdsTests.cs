using SesMailEngine.Embedded.Simulator;

namespace SesMailEngine.Embedded.Tests.Simulator;

public sealed class MessageIdsTests
{
    private readonly MessageIds _ids = new("0123abcd");

    [Fact]
    public void An_id_has_the_form_of_SES_and_tells_its_number()
    {
        var id = _ids.Of(0xbeef, 0x019ab5b1ae00);

        id.ShouldBe("0100019ab5b1ae00-0123abcd-0000-4000-8000-00000000beef-000000");
        _ids.SequenceOf(id).ShouldBe(0xbeef);
    }

    [Theory]
    [InlineData("")]
    [InlineData("email-1")]
    [InlineData("0100019ab5b1ae00-ffffffff-0000-4000-8000-00000000beef-000000")]
    [InlineData("0100019ab5b1ae00-0123abcd-0000-4000-8000-00000000zzzz-000000")]
    public void Anything_else_has_no_number(string id) => _ids.SequenceOf(id).ShouldBeNull();
}

using System.Text;
using SesMailEngine.Core.Templates;

namespace SesMailEngine.Core.Tests.Templates;

public sealed class TemplateMetadataParserTests
{
    [Fact]
    public void Every_field_is_read()
    {
        var metadata = Parse("""
            {"subject":"S","senderName":"N","senderEmail":"E","replyTo":"R","listUnsubscribe":"L","description":"D",
             "requiredVariables":["a"],"optionalVariables":["b","c"],"version":"1.2.3","critical":true,"sampleData":{"a":1},"own":7}
            """, out var problem);
        problem.ShouldBeNull();
        metadata!.Subject.ShouldBe("S");
        metadata.SenderName.ShouldBe("N");
        metadata.SenderEmail.ShouldBe("E");
        metadata.ReplyTo.ShouldBe("R");
        metadata.ListUnsubscribe.ShouldBe("L");
        metadata.Description.ShouldBe("D");
        metadata.RequiredVariables.ShouldBe(["a"]);
        metadata.OptionalVariables.ShouldBe(["b", "c"]);
        metadata.Version.ShouldBe("1.2.3");
        metadata.Critical.ShouldBeTrue();
        metadata.SampleData.GetProperty("a").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"subject":null,"requiredVariables":null,"critical":null}""")]
    [InlineData("\uFEFF{}")]
    public void Nothing_is_required_here(string json)
    {
        Parse(json, out var problem)!.RequiredVariables.ShouldBeEmpty();
        problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "not valid JSON (line 1, byte 1)")]
    [InlineData("{", "not valid JSON (line 1, byte 2)")]
    [InlineData("""{"subject":"x",}""", "not valid JSON (line 1, byte 16)")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("""{"subject":7}""", "'subject' must be a string")]
    [InlineData("""{"senderEmail":["a"]}""", "'senderEmail' must be a string")]
    [InlineData("""{"requiredVariables":"a"}""", "'requiredVariables' must be a list of strings")]
    [InlineData("""{"requiredVariables":[1]}""", "'requiredVariables' must be a list of strings (at most 500)")]
    [InlineData("""{"optionalVariables":{}}""", "'optionalVariables' must be a list of strings")]
    [InlineData("""{"critical":"yes"}""", "'critical' must be true or false")]
    [InlineData("""{"sampleData":[]}""", "'sampleData' must be an object")]
    [InlineData("""{"subject":"\ud800"}""", "holds text that is not valid Unicode")]
    public void What_is_wrong_is_said(string json, string expected)
    {
        Parse(json, out var problem).ShouldBeNull();
        problem.ShouldBe(expected);
    }

    private static TemplateMetadata? Parse(string json, out string? problem) =>
        TemplateMetadataParser.Parse(Encoding.UTF8.GetBytes(json), out problem);
}

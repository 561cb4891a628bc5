using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.Tests.AwsApi.DynamoDb.Views;

public class MetadataMapTests
{
    [Theory]
    [InlineData("{}", """{"M":{}}""")]
    [InlineData("""{"a":"x","n":1.50,"t":true,"z":null}""", """{"M":{"a":{"S":"x"},"n":{"N":"1.5"},"t":{"BOOL":true},"z":{"NULL":true}}}""")]
    [InlineData("""{"l":[1,["a"],{"k":-2e3}]}""", """{"M":{"l":{"L":[{"N":"1"},{"L":[{"S":"a"}]},{"M":{"k":{"N":"-2000"}}}]}}}""")]
    [InlineData("""{"huge":1e999,"long":1234567890123456789012345678901234567890123}""", """{"M":{"huge":{"S":"1e999"},"long":{"S":"1234567890123456789012345678901234567890123"}}}""")]
    [InlineData("""{"a":1,"a":2}""", """{"M":{"a":{"N":"2"}}}""")]
    [InlineData("""{"half":"\ud800","\udc00":1}""", """{"M":{"half":{"S":"\\ud800"},"\\udc00":{"N":"1"}}}""")]
    public void Any_JSON_object_is_a_map(string json, string expected)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) AttributeValueWriter.Write(writer, MetadataMap.Read(json));
        System.Text.Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(expected);
    }
}

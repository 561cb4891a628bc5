using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html.</summary>
internal static class DescribeTimeToLive
{
    /// <summary>Answers with the attribute items expire by.</summary>
    public static void Execute(TableSet tables, RequestBody body, Utf8JsonWriter json)
    {
        var attribute = tables.Describe(body.TableName()).Schema.TtlAttribute;
        json.WriteStartObject();
        json.WriteStartObject("TimeToLiveDescription");
        json.WriteString("TimeToLiveStatus", attribute is null ? "DISABLED" : "ENABLED");
        if (attribute is not null) json.WriteString("AttributeName", attribute);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html.</summary>
internal static class ListTables
{
    /// <summary>Answers with the names, in order.</summary>
    public static void Execute(TableSet tables, RequestBody body, Utf8JsonWriter json)
    {
        var start = body.Text("ExclusiveStartTableName");
        var limit = body.Number("Limit", 1, 100) ?? 100;
        var names = tables.Names.Where(name => start is null || string.CompareOrdinal(name, start) > 0).ToArray();
        json.WriteStartObject();
        json.WriteStartArray("TableNames");
        foreach (var name in names.Take(limit)) json.WriteStringValue(name);
        json.WriteEndArray();
        if (names.Length > limit) json.WriteString("LastEvaluatedTableName", names[limit - 1]);
        json.WriteEndObject();
    }
}

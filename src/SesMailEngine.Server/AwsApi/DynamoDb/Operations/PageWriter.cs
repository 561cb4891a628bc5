using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>Writes the answer of Query and Scan.</summary>
internal static class PageWriter
{
    /// <summary>Writes items, counts, the last key and the capacity.</summary>
    public static void Write(
        Utf8JsonWriter json, PageReader page, PageRequest request, TableSchema table, Capacity capacity)
    {
        json.WriteStartObject();
        if (!request.CountOnly)
        {
            json.WriteStartArray("Items");
            foreach (var item in page.Items) AttributeValueWriter.WriteMap(json, item);
            json.WriteEndArray();
        }
        json.WriteNumber("Count", page.Count);
        json.WriteNumber("ScannedCount", page.ScannedCount);
        if (page.Last is { } last)
        {
            json.WritePropertyName("LastEvaluatedKey");
            AttributeValueWriter.WriteMap(json, last.Pick(table.CursorNames(request.Index)));
        }
        capacity.Write(json, table, request.Index, Capacity.ReadUnits(page.Bytes, request.ConsistentRead));
        json.WriteEndObject();
    }
}

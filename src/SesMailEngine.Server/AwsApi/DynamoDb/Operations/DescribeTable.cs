using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html.</summary>
internal static class DescribeTable
{
    // What an item takes on average; sizes are an estimate on DynamoDB too.
    private const int TypicalItemBytes = 500;

    /// <summary>Answers with key, indexes and counts; a table here is always active and on demand.</summary>
    public static async Task ExecuteAsync(
        TableSet tables, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        var view = tables.Describe(body.TableName());
        var count = await view.CountAsync(cancellationToken);
        json.WriteStartObject();
        json.WriteStartObject("Table");
        WriteTable(json, view.Schema, count, tables.Since);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, TableSchema table, long count, DateTimeOffset since)
    {
        json.WriteString("TableName", table.Name);
        json.WriteString("TableStatus", "ACTIVE");
        json.WriteString("TableArn", table.Arn);
        json.WriteNumber("CreationDateTime", since.ToUnixTimeMilliseconds() / 1000.0);
        json.WriteNumber("ItemCount", count);
        json.WriteNumber("TableSizeBytes", count * TypicalItemBytes);
        json.WriteBoolean("DeletionProtectionEnabled", false);
        json.WriteStartArray("AttributeDefinitions");
        foreach (var attribute in table.KeyAttributes)
        {
            json.WriteStartObject();
            json.WriteString("AttributeName", attribute.Name);
            json.WriteString("AttributeType", attribute.Type.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteKey(json, table.Key);
        json.WriteStartObject("BillingModeSummary");
        json.WriteString("BillingMode", "PAY_PER_REQUEST");
        json.WriteEndObject();
        WriteThroughput(json);
        if (table.Indexes.Count == 0) return;
        json.WriteStartArray("GlobalSecondaryIndexes");
        foreach (var index in table.Indexes) WriteIndex(json, table, index, count);
        json.WriteEndArray();
    }

    private static void WriteIndex(Utf8JsonWriter json, TableSchema table, IndexSchema index, long count)
    {
        json.WriteStartObject();
        json.WriteString("IndexName", index.Name);
        json.WriteString("IndexStatus", "ACTIVE");
        json.WriteString("IndexArn", $"{table.Arn}/index/{index.Name}");
        json.WriteNumber("ItemCount", count);
        json.WriteNumber("IndexSizeBytes", count * TypicalItemBytes);
        WriteKey(json, index.Key);
        json.WriteStartObject("Projection");
        json.WriteString("ProjectionType", "ALL");
        json.WriteEndObject();
        WriteThroughput(json);
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, KeySchema key)
    {
        json.WriteStartArray("KeySchema");
        foreach (var attribute in key.Attributes)
        {
            json.WriteStartObject();
            json.WriteString("AttributeName", attribute.Name);
            json.WriteString("KeyType", attribute == key.Hash ? "HASH" : "RANGE");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteThroughput(Utf8JsonWriter json)
    {
        json.WriteStartObject("ProvisionedThroughput");
        json.WriteNumber("NumberOfDecreasesToday", 0);
        json.WriteNumber("ReadCapacityUnits", 0);
        json.WriteNumber("WriteCapacityUnits", 0);
        json.WriteEndObject();
    }
}

using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Requests;

/// <summary>
/// The capacity a call would have used on DynamoDB
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
/// </summary>
internal sealed class Capacity
{
    private readonly string _mode;

    private Capacity(string mode) => _mode = mode;

    /// <summary>Reads <c>ReturnConsumedCapacity</c>.</summary>
    public static Capacity Read(RequestBody body) =>
        new(body.Choice("ReturnConsumedCapacity", "NONE", "INDEXES", "TOTAL", "NONE"));

    /// <summary>True when the caller wants to know.</summary>
    public bool IsWanted => _mode != "NONE";

    /// <summary>Units of a read of so many bytes; half as many unless consistent.</summary>
    public static double ReadUnits(long bytes, bool consistent) =>
        Math.Max(1, Math.Ceiling(bytes / 4096.0)) * (consistent ? 1 : 0.5);

    /// <summary>Units of a write of so many bytes.</summary>
    public static double WriteUnits(long bytes) => Math.Max(1, Math.Ceiling(bytes / 1024.0));

    /// <summary>Writes the member <c>ConsumedCapacity</c>, if wanted.</summary>
    public void Write(Utf8JsonWriter json, TableSchema table, IndexSchema? index, double units)
    {
        if (!IsWanted) return;
        json.WritePropertyName("ConsumedCapacity");
        WriteValue(json, table.Name, index, units);
    }

    /// <summary>Writes the object alone.</summary>
    public void WriteValue(Utf8JsonWriter json, string table, IndexSchema? index, double units)
    {
        json.WriteStartObject();
        json.WriteString("TableName", table);
        json.WriteNumber("CapacityUnits", units);
        if (_mode == "INDEXES")
        {
            WriteUnits(json, "Table", index is null ? units : 0);
            if (index is not null)
            {
                json.WriteStartObject("GlobalSecondaryIndexes");
                WriteUnits(json, index.Name, units);
                json.WriteEndObject();
            }
        }
        json.WriteEndObject();
    }

    private static void WriteUnits(Utf8JsonWriter json, string name, double units)
    {
        json.WriteStartObject(name);
        json.WriteNumber("CapacityUnits", units);
        json.WriteEndObject();
    }
}

using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Expressions;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html.</summary>
internal static class BatchGetItem
{
    private const int MaxKeys = 100;
    private const int MaxBytes = 16 * 1024 * 1024;

    private sealed record TablePart(
        ITableView View, List<AttributeMap> Keys, Projection? Projection, bool ConsistentRead, JsonElement Json)
    {
        public List<AttributeMap> Found { get; } = [];

        public List<AttributeMap> Left { get; } = [];

        public double Units { get; set; }
    }

    /// <summary>Answers with the items found; keys past 16 MB come back as unprocessed.</summary>
    public static async Task ExecuteAsync(
        TableSet tables, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        var capacity = Capacity.Read(body);
        var parts = ReadParts(tables, body);
        var bytes = 0L;
        foreach (var part in parts)
        {
            foreach (var key in part.Keys)
            {
                if (bytes >= MaxBytes)
                {
                    part.Left.Add(key);
                    continue;
                }
                var item = await tables.GetAsync(part.View, key, cancellationToken);
                var size = item is null ? 0 : ItemSize.Of(item);
                bytes += size;
                part.Units += Capacity.ReadUnits(size, part.ConsistentRead);
                if (item is not null) part.Found.Add(part.Projection?.Apply(item) ?? item);
            }
        }
        Write(json, parts, capacity);
    }

    private static List<TablePart> ReadParts(TableSet tables, RequestBody body)
    {
        var requests = body.Member("RequestItems") ?? throw RequestBody.Missing("RequestItems");
        if (requests.ValueKind != JsonValueKind.Object) throw AttributeValueReader.WrongType(requests, "Map");
        var parts = new List<TablePart>();
        var total = 0;
        foreach (var request in requests.EnumerateObject())
        {
            var part = new RequestBody(request.Value);
            part.RequireKnown(KnownMembers.OfBatchGetTable);
            part.RefuseLegacy("AttributesToGet");
            var view = tables.Find(RequestBody.ReadTableName(request.Name, "requestItems"));
            var scope = part.Scope(part.Member("ProjectionExpression") is not null);
            var projection = PageRequest.ReadProjection(part, view.Schema, scope);
            scope.RefuseUnused();
            var keys = ReadKeys(part, view);
            total += keys.Count;
            parts.Add(new TablePart(view, keys, projection, part.Flag("ConsistentRead"), request.Value));
        }
        if (total == 0)
        {
            throw DynamoDbException.Validation("1 validation error detected: Value at 'requestItems' failed to satisfy " +
                "constraint: Member must have length greater than or equal to 1");
        }
        if (total > MaxKeys) throw DynamoDbException.Validation("Too many items requested for the BatchGetItem call");
        return parts;
    }

    private static List<AttributeMap> ReadKeys(RequestBody part, ITableView view)
    {
        var json = part.Member("Keys") ?? throw RequestBody.Missing("Keys");
        if (json.ValueKind != JsonValueKind.Array) throw AttributeValueReader.WrongType(json, "List");
        var keys = new List<AttributeMap>();
        foreach (var element in json.EnumerateArray())
        {
            var key = AttributeValueReader.ReadMap(element);
            view.Schema.CheckKey(key);
            if (keys.Any(other => ValueOrder.AreEqual(AttributeValue.Of(other), AttributeValue.Of(key))))
            {
                throw DynamoDbException.Validation("Provided list of item keys contains duplicates");
            }
            keys.Add(key);
            if (keys.Count > MaxKeys) throw DynamoDbException.Validation("Too many items requested for the BatchGetItem call");
        }
        return keys;
    }

    private static void Write(Utf8JsonWriter json, List<TablePart> parts, Capacity capacity)
    {
        json.WriteStartObject();
        json.WriteStartObject("Responses");
        foreach (var part in parts)
        {
            json.WriteStartArray(part.View.Schema.Name);
            foreach (var item in part.Found) AttributeValueWriter.WriteMap(json, item);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteStartObject("UnprocessedKeys");
        foreach (var part in parts.Where(part => part.Left.Count > 0)) WriteLeft(json, part);
        json.WriteEndObject();
        if (capacity.IsWanted)
        {
            json.WriteStartArray("ConsumedCapacity");
            foreach (var part in parts) capacity.WriteValue(json, part.View.Schema.Name, null, part.Units);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteLeft(Utf8JsonWriter json, TablePart part)
    {
        json.WriteStartObject(part.View.Schema.Name);
        foreach (var member in part.Json.EnumerateObject())
        {
            if (member.Name != "Keys") member.WriteTo(json);
        }
        json.WriteStartArray("Keys");
        foreach (var key in part.Left) AttributeValueWriter.WriteMap(json, key);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

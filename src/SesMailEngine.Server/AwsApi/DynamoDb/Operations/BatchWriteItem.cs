using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html.</summary>
internal static class BatchWriteItem
{
    private const int MaxWrites = 25;

    private sealed record Write(IWritableTableView View, AttributeMap Key, AttributeMap? Item);

    /// <summary>Writes and removes up to 25 items, all of them checked before the first is written.</summary>
    public static async Task ExecuteAsync(
        TableSet tables, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        var capacity = Capacity.Read(body);
        var writes = ReadWrites(tables, body);
        using (await tables.EnterWriteAsync(cancellationToken))
        {
            foreach (var (view, key, item) in writes)
            {
                if (item is null) await view.DeleteAsync(key, cancellationToken);
                else await view.PutAsync(item, await view.GetAsync(key, cancellationToken), cancellationToken);
            }
        }
        json.WriteStartObject();
        json.WriteStartObject("UnprocessedItems");
        json.WriteEndObject();
        if (capacity.IsWanted)
        {
            json.WriteStartArray("ConsumedCapacity");
            foreach (var table in writes.GroupBy(write => write.View.Schema.Name))
            {
                var units = table.Sum(write => Capacity.WriteUnits(write.Item is null ? 0 : ItemSize.Of(write.Item)));
                capacity.WriteValue(json, table.Key, null, units);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static List<Write> ReadWrites(TableSet tables, RequestBody body)
    {
        var requests = body.Member("RequestItems") ?? throw RequestBody.Missing("RequestItems");
        if (requests.ValueKind != JsonValueKind.Object) throw AttributeValueReader.WrongType(requests, "Map");
        var writes = new List<Write>();
        foreach (var request in requests.EnumerateObject())
        {
            var view = tables.FindWritable(RequestBody.ReadTableName(request.Name, "requestItems"), "BatchWriteItem");
            if (request.Value.ValueKind != JsonValueKind.Array) throw AttributeValueReader.WrongType(request.Value, "List");
            foreach (var element in request.Value.EnumerateArray())
            {
                if (writes.Count == MaxWrites)
                {
                    throw DynamoDbException.Validation("Too many items requested for the BatchWriteItem call");
                }
                var write = ReadWrite(view, new RequestBody(element));
                if (writes.Any(other => other.View == view && view.Schema.Key.Attributes.All(
                    key => ValueOrder.AreEqual(other.Key[key.Name], write.Key[key.Name]))))
                {
                    throw DynamoDbException.Validation("Provided list of item keys contains duplicates");
                }
                writes.Add(write);
            }
        }
        return writes.Count > 0 ? writes : throw DynamoDbException.Validation("1 validation error detected: Value at " +
            "'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    private static Write ReadWrite(IWritableTableView view, RequestBody element)
    {
        element.RequireKnown("PutRequest", "DeleteRequest");
        var (put, delete) = (element.Member("PutRequest"), element.Member("DeleteRequest"));
        if (put is null == delete is null)
        {
            throw DynamoDbException.Validation("A write request must have exactly one of PutRequest and DeleteRequest");
        }
        if (put is { } putRequest)
        {
            var request = new RequestBody(putRequest);
            request.RequireKnown("Item");
            var item = request.RequiredMap("Item");
            if (ItemSize.Of(item) > ItemSize.Max)
            {
                throw DynamoDbException.Validation("Item size has exceeded the maximum allowed size");
            }
            view.Check(item);
            return new Write(view, item, item);
        }
        var deleteRequest = new RequestBody(delete!.Value);
        deleteRequest.RequireKnown("Key");
        var key = deleteRequest.RequiredMap("Key");
        view.Schema.CheckKey(key);
        return new Write(view, key, null);
    }
}

using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html.</summary>
internal static class GetItem
{
    /// <summary>Answers with the item, or with an empty object when there is none or it has expired.</summary>
    public static async Task ExecuteAsync(
        TableSet tables, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        body.RefuseLegacy("AttributesToGet");
        var view = tables.Find(body.TableName());
        var key = body.RequiredMap("Key");
        var capacity = Capacity.Read(body);
        var scope = body.Scope(body.Member("ProjectionExpression") is not null);
        var projection = PageRequest.ReadProjection(body, view.Schema, scope);
        scope.RefuseUnused();
        view.Schema.CheckKey(key);

        var item = await tables.GetAsync(view, key, cancellationToken);
        json.WriteStartObject();
        if (item is not null)
        {
            json.WritePropertyName("Item");
            AttributeValueWriter.WriteMap(json, projection?.Apply(item) ?? item);
        }
        var bytes = capacity.IsWanted && item is not null ? ItemSize.Of(item) : 0;
        capacity.Write(json, view.Schema, null, Capacity.ReadUnits(bytes, body.Flag("ConsistentRead")));
        json.WriteEndObject();
    }
}

using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html.</summary>
internal static class PutItem
{
    /// <summary>Writes an item whole, in place of the one with its key.</summary>
    public static Task ExecuteAsync(
        TableSet tables, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        var view = tables.FindWritable(body.TableName(), "PutItem");
        var item = body.RequiredMap("Item");
        var bytes = ItemSize.Of(item);
        if (bytes > ItemSize.Max) throw DynamoDbException.Validation("Item size has exceeded the maximum allowed size");
        view.Check(item);
        return new ItemWrite(body).ExecuteAsync(
            tables, view, item, bytes, old => view.PutAsync(item, old, cancellationToken), json, cancellationToken);
    }
}

using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html.</summary>
internal static class DeleteItem
{
    /// <summary>Removes an item; removing none is a success too.</summary>
    public static Task ExecuteAsync(
        TableSet tables, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        var view = tables.FindWritable(body.TableName(), "DeleteItem");
        var key = body.RequiredMap("Key");
        view.Schema.CheckKey(key);
        return new ItemWrite(body).ExecuteAsync(
            tables, view, key, 0, _ => view.DeleteAsync(key, cancellationToken), json, cancellationToken);
    }
}

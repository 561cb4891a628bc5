using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;
using SesMailEngine.Server.AwsApi.DynamoDb.Operations;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;
using JsonCheck = SesMailEngine.Server.AwsApi.Protocol.JsonCheck;

namespace SesMailEngine.Server.AwsApi.DynamoDb;

/// <summary>
/// DynamoDB's API (version 2012-08-10) over the stack's tables: reads of all three, writes of the suppression list. A
/// request is a body of JSON, an answer too.
/// </summary>
internal sealed class DynamoDbApi(ITables tables, ResourceNames names, TimeProvider clock, Predicate<string>? isThere = null) : IDisposable
{
    // Deep enough for 32 levels of values, each of them two levels of JSON.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 128 };

    private static readonly JsonWriterOptions Writing =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly TableSet _tables = new(tables, names, clock, isThere);

    /// <summary>Runs an operation, for example <c>GetItem</c>, and writes its answer.</summary>
    /// <exception cref="DynamoDbException">The request is refused.</exception>
    public async Task ExecuteAsync(
        string operation, ReadOnlyMemory<byte> body, IBufferWriter<byte> answer, CancellationToken cancellationToken)
    {
        using var document = Parse(body);
        var request = new RequestBody(document.RootElement);
        await using var json = new Utf8JsonWriter(answer, Writing);
        await ExecuteAsync(operation, request, json, cancellationToken);
    }

    /// <summary>Writes the body of an error.</summary>
    public static void WriteError(DynamoDbException error, IBufferWriter<byte> answer)
    {
        using var json = new Utf8JsonWriter(answer, Writing);
        json.WriteStartObject();
        json.WriteString("__type", error.Type);
        // The service spells it in both ways, by the layer that refuses; clients read either.
        var isOfProtocol = error.Type.StartsWith("com.amazon.coral.service", StringComparison.Ordinal);
        json.WriteString(isOfProtocol ? "Message" : "message", error.Message);
        if (error.Item is { } item)
        {
            json.WritePropertyName("Item");
            AttributeValueWriter.WriteMap(json, item);
        }
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void Dispose() => _tables.Dispose();

    private Task ExecuteAsync(
        string operation, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        KnownMembers.Check(operation, body);
        switch (operation)
        {
            case "GetItem":
                return GetItem.ExecuteAsync(_tables, body, json, cancellationToken);
            case "BatchGetItem":
                return BatchGetItem.ExecuteAsync(_tables, body, json, cancellationToken);
            case "Query":
                return Query.ExecuteAsync(_tables, body, json, cancellationToken);
            case "Scan":
                return Scan.ExecuteAsync(_tables, body, json, cancellationToken);
            case "PutItem":
                return PutItem.ExecuteAsync(_tables, body, json, cancellationToken);
            case "DeleteItem":
                return DeleteItem.ExecuteAsync(_tables, body, json, cancellationToken);
            case "BatchWriteItem":
                return BatchWriteItem.ExecuteAsync(_tables, body, json, cancellationToken);
            case "UpdateItem":
                // Known, so that a write to the engine's tables is refused with the reason.
                _tables.FindWritable(body.TableName(), operation);
                throw DynamoDbException.UnknownOperation("UpdateItem (write the whole entry with PutItem)");
            case "DescribeTable":
                return DescribeTable.ExecuteAsync(_tables, body, json, cancellationToken);
            case "DescribeTimeToLive":
                DescribeTimeToLive.Execute(_tables, body, json);
                return Task.CompletedTask;
            case "ListTables":
                ListTables.Execute(_tables, body, json);
                return Task.CompletedTask;
            default:
                throw DynamoDbException.UnknownOperation(operation);
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        // Text that is not Unicode would surface only when somebody reads it, as an exception nobody expects there.
        if (!System.Text.Unicode.Utf8.IsValid(body.Span)
            || (JsonCheck.HasSurrogateEscape(body.Span) && !JsonCheck.IsObject(body.Span, Reading.MaxDepth)))
        {
            throw DynamoDbException.Serialization("The request body is not valid JSON in UTF-8");
        }
        try
        {
            return JsonDocument.Parse(body, Reading);
        }
        catch (JsonException)
        {
            throw DynamoDbException.Serialization("The request body is not valid JSON");
        }
    }
}

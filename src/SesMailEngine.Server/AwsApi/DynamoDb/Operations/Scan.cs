using System.Text.Json;
using SesMailEngine.Server.AwsApi.DynamoDb.Requests;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;
using SesMailEngine.Server.AwsApi.DynamoDb.Views;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Operations;

/// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html.</summary>
internal static class Scan
{
    private const int MaxSegments = 1_000_000;

    /// <summary>Answers with a page of all items of a table, or of those an index holds.</summary>
    public static async Task ExecuteAsync(
        TableSet tables, RequestBody body, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        body.RefuseLegacy("ScanFilter", "AttributesToGet", "ConditionalOperator");
        var view = tables.Find(body.TableName());
        var capacity = Capacity.Read(body);
        var (segment, total) = ReadSegment(body);
        var usesNames = body.Member("FilterExpression") is not null || body.Member("ProjectionExpression") is not null;
        var scope = body.Scope(usesNames, "FilterExpression");
        var request = PageRequest.Read(body, view.Schema, scope);
        scope.RefuseUnused();

        bool IsInSegment(AttributeMap item) => total == 1 || PageReader.SegmentOf(item, view.Schema.Key, total) == segment;
        bool IsMine(AttributeMap item) => IsInSegment(item) &&
            (request.Index is null || request.Index.Key.Attributes.All(key => item.ContainsKey(key.Name)));
        if (request.StartKey is { } start && !IsInSegment(start))
        {
            throw DynamoDbException.Validation("The provided starting key is invalid: Invalid ExclusiveStartKey. " +
                $"Please use ExclusiveStartKey with correct Segment. TotalSegments: {total} Segment: {segment}");
        }
        var page = new PageReader(request, view.Schema, tables.Now, IsMine);
        await page.ReadAsync(view.ScanAsync, cancellationToken);
        PageWriter.Write(json, page, request, view.Schema, capacity);
    }

    private static (int Segment, int Total) ReadSegment(RequestBody body)
    {
        var segment = body.Number("Segment", 0, MaxSegments - 1);
        var total = body.Number("TotalSegments", 1, MaxSegments);
        if (segment is not null && total is null)
        {
            throw DynamoDbException.Validation("The TotalSegments parameter is required but was not present in the request " +
                "when Segment parameter is present");
        }
        if (total is null) return (0, 1);
        if (segment is null)
        {
            throw DynamoDbException.Validation("The Segment parameter is required but was not present in the request " +
                "when parameter TotalSegments is present");
        }
        if (segment >= total)
        {
            throw DynamoDbException.Validation("The Segment parameter is zero-based and must be less than parameter " +
                $"TotalSegments: Segment: {segment} is not less than TotalSegments: {total}");
        }
        return (segment.Value, total.Value);
    }
}

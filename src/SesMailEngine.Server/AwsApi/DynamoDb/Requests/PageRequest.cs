using SesMailEngine.Server.AwsApi.DynamoDb.Expressions;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Requests;

/// <summary>What Query and Scan have in common.</summary>
internal sealed class PageRequest
{
    private PageRequest()
    {
    }

    /// <summary>The index; null for the table itself.</summary>
    public required IndexSchema? Index { get; init; }

    /// <summary>Items to evaluate; null for as many as fit a page.</summary>
    public required int? Limit { get; init; }

    /// <summary>True to be charged as a consistent read. All reads here are consistent.</summary>
    public required bool ConsistentRead { get; init; }

    /// <summary>True when only the counts are wanted.</summary>
    public required bool CountOnly { get; init; }

    /// <summary>Where the page before ended; null for the first.</summary>
    public required AttributeMap? StartKey { get; init; }

    /// <summary>Which items to keep; null for all.</summary>
    public required ParsedCondition? Filter { get; init; }

    /// <summary>What to keep of an item; null for all.</summary>
    public required Projection? Projection { get; init; }

    /// <summary>Reads the members; <paramref name="scope"/> is asked for placeholders.</summary>
    /// <exception cref="DynamoDbException">A member is wrong.</exception>
    public static PageRequest Read(RequestBody body, TableSchema table, ExpressionScope scope)
    {
        var index = body.Text("IndexName") is { } name ? table.Index(RequestBody.ReadTableName(name, "IndexName")) : null;
        var consistent = body.Flag("ConsistentRead");
        if (index is not null && consistent)
        {
            throw DynamoDbException.Validation("Consistent reads are not supported on global secondary indexes");
        }
        var select = body.Choice("Select", "", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");
        var filter = body.Text("FilterExpression") is { } condition
            ? ConditionParser.Parse("FilterExpression", condition, scope)
            : null;
        if (filter is not null) RefuseNestedKeys(table, filter.Paths);
        var projection = ReadProjection(body, table, scope);
        CheckSelect(select, projection is not null, index is not null);
        return new PageRequest
        {
            Index = index,
            Limit = body.Number("Limit", 1),
            ConsistentRead = consistent,
            CountOnly = select == "COUNT",
            StartKey = ReadStartKey(body, table, index),
            Filter = filter,
            Projection = projection,
        };
    }

    /// <summary>Reads <c>ProjectionExpression</c>; null when there is none.</summary>
    public static Projection? ReadProjection(RequestBody body, TableSchema table, ExpressionScope scope)
    {
        if (body.Text("ProjectionExpression") is not { } text) return null;
        var (projection, paths) = Projection.Parse(text, scope);
        RefuseNestedKeys(table, paths);
        return projection;
    }

    private static void RefuseNestedKeys(TableSchema table, IReadOnlyList<DocumentPath> paths)
    {
        foreach (var path in paths.Where(path => path.IsNested))
        {
            var kind = table.Key.Attributes.Any(key => key.Name == path.Head) ? "Key"
                : table.KeyAttributes.Any(key => key.Name == path.Head) ? "IndexKey" : null;
            if (kind is not null)
            {
                throw DynamoDbException.Validation("Key attributes must be scalars; " +
                    $"list random access '[]' and map lookup '.' are not allowed: {kind}: {path.Head}");
            }
        }
    }

    private static void CheckSelect(string select, bool projects, bool indexed)
    {
        if (select == "ALL_PROJECTED_ATTRIBUTES" && !indexed)
        {
            throw DynamoDbException.Validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        if (select == "SPECIFIC_ATTRIBUTES" && !projects)
        {
            throw DynamoDbException.Validation(
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (projects && select is not ("" or "SPECIFIC_ATTRIBUTES"))
        {
            throw DynamoDbException.Validation("Cannot specify the ProjectionExpression when choosing to get " +
                (select == "COUNT" ? "only the Count" : select));
        }
    }

    private static AttributeMap? ReadStartKey(RequestBody body, TableSchema table, IndexSchema? index)
    {
        const string invalid = "The provided starting key is invalid";
        var start = body.Map("ExclusiveStartKey", (_, message) => $"{invalid}: {message}");
        if (start is null) return null;
        var names = table.CursorNames(index).ToHashSet(StringComparer.Ordinal);
        if (start.Count != names.Count || !names.All(start.ContainsKey))
        {
            throw DynamoDbException.Validation(
                index is null ? invalid + ": The provided key element does not match the schema" : invalid);
        }
        foreach (var key in table.KeyAttributes.Where(key => names.Contains(key.Name)))
        {
            try
            {
                TableSchema.CheckKeyValue(start, key);
            }
            catch (DynamoDbException refused)
            {
                throw DynamoDbException.Validation($"{invalid}: {refused.Message}");
            }
        }
        return start;
    }
}

using SesMailEngine.Embedded.Tables;
using SesMailEngine.Server.AwsApi.DynamoDb.Expressions;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>A query by key.</summary>
/// <param name="Index">The index; null for the table.</param>
/// <param name="Hash">The partition key's value.</param>
/// <param name="Range">What is asked of the sort key; null for nothing.</param>
/// <param name="Forward">Ascending when true.</param>
internal sealed record KeyQuery(IndexSchema? Index, AttributeValue Hash, KeyCondition? Range, bool Forward)
{
    // Greater than every text that continues a prefix: the last code point there is.
    private const string AfterEveryText = "\U0010FFFF";

    /// <summary>The same as a range of texts. Only for string keys.</summary>
    public IndexRange ToIndexRange()
    {
        var range = new IndexRange(Hash.Text, Forward: Forward);
        if (Range is null) return range;
        var text = Range.Value.Text;
        return Range.Operator switch
        {
            "=" => range with { From = text, To = text },
            "<" => range with { To = text, ToInclusive = false },
            "<=" => range with { To = text },
            ">" => range with { From = text, FromInclusive = false },
            ">=" => range with { From = text },
            "BETWEEN" => range with { From = text, To = Range.High!.Text },
            _ => range with { From = text, To = text + AfterEveryText },
        };
    }

    /// <summary>Where a walk stopped, from the item or start key of <paramref name="after"/>.</summary>
    public IndexCursor? ToCursor(AttributeMap? after, KeyAttribute tableKey)
    {
        if (after is null) return null;
        var sortKey = Index?.Key.Range is { } range ? after[range.Name].Text : "";
        return new IndexCursor(sortKey, after[tableKey.Name].Text);
    }
}

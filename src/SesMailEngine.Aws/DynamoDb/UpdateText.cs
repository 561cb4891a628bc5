using Amazon.DynamoDBv2.Model;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>
/// Collects the parts of an UpdateItem: every name goes by a placeholder, for half of the engine's are reserved words
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html).
/// </summary>
internal sealed class UpdateText
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> values = new(StringComparer.Ordinal);
    private readonly List<string> sets = [];
    private readonly List<string> adds = [];
    private readonly List<string> removes = [];
    private readonly List<string> conditions = [];

    /// <summary>The placeholder of an attribute's name.</summary>
    public string Name(string name)
    {
        var placeholder = "#" + name;
        names[placeholder] = name;
        return placeholder;
    }

    /// <summary>The placeholder of a value.</summary>
    public string Value(AttributeValue value)
    {
        var placeholder = $":v{values.Count}";
        values.Add(placeholder, value);
        return placeholder;
    }

    /// <summary>Demands something of the item there is.</summary>
    public void Require(string condition) => conditions.Add(condition);

    /// <summary>Gives an attribute a value.</summary>
    public void Set(string name, AttributeValue value) => sets.Add($"{Name(name)} = {Value(value)}");

    /// <summary>Gives an attribute a value unless it has one.</summary>
    public void SetFirst(string name, AttributeValue value) => sets.Add($"{Name(name)} = if_not_exists({Name(name)}, {Value(value)})");

    /// <summary>Adds one to the end of a list.</summary>
    public void Append(string name, AttributeValue value) => sets.Add(
        $"{Name(name)} = list_append(if_not_exists({Name(name)}, {Value(new() { L = [] })}), {Value(new() { L = [value] })})");

    /// <summary>Adds to a number, or members to a set.</summary>
    public void Add(string name, AttributeValue value) => adds.Add($"{Name(name)} {Value(value)}");

    /// <summary>Takes an attribute away.</summary>
    public void Remove(string name) => removes.Add(Name(name));

    /// <summary>The request.</summary>
    public UpdateItemRequest ToRequest(string table, Dictionary<string, AttributeValue> key)
    {
        var parts = new List<string>(3);
        if (sets.Count > 0) parts.Add("SET " + string.Join(", ", sets));
        if (adds.Count > 0) parts.Add("ADD " + string.Join(", ", adds));
        if (removes.Count > 0) parts.Add("REMOVE " + string.Join(", ", removes));
        return new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            UpdateExpression = string.Join(' ', parts),
            ConditionExpression = conditions.Count == 0 ? null : string.Join(" AND ", conditions),
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        };
    }
}

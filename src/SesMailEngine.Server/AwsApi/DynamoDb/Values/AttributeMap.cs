namespace SesMailEngine.Server.AwsApi.DynamoDb.Values;

/// <summary>Attributes by name: an item, a key, or the content of a map.</summary>
internal sealed class AttributeMap : Dictionary<string, AttributeValue>
{
    /// <summary>An empty map.</summary>
    public AttributeMap()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>An empty map with room for <paramref name="capacity"/> attributes.</summary>
    public AttributeMap(int capacity)
        : base(capacity, StringComparer.Ordinal)
    {
    }

    /// <summary>Adds a string unless it is null: absent values are absent attributes.</summary>
    public void AddText(string name, string? value)
    {
        if (value is not null) Add(name, AttributeValue.Of(value));
    }

    /// <summary>The attributes of <paramref name="names"/> this map has.</summary>
    public AttributeMap Pick(IEnumerable<string> names)
    {
        var picked = new AttributeMap();
        foreach (var name in names)
        {
            if (TryGetValue(name, out var value)) picked[name] = value;
        }
        return picked;
    }
}

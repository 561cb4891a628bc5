using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>Where in an item a value is: <c>metadata.tags[0]</c>. The first element is a name.</summary>
internal sealed class DocumentPath(IReadOnlyList<PathElement> elements)
{
    /// <summary>The deepest path, in elements.</summary>
    public const int MaxElements = 32;

    /// <summary>The steps.</summary>
    public IReadOnlyList<PathElement> Elements { get; } = elements;

    /// <summary>The top-level attribute.</summary>
    public string Head => Elements[0].Name!;

    /// <summary>True when it leads into an attribute.</summary>
    public bool IsNested => Elements.Count > 1;

    /// <summary>The value there; null for none.</summary>
    public AttributeValue? Find(AttributeMap item)
    {
        if (!item.TryGetValue(Head, out var value)) return null;
        for (var i = 1; i < Elements.Count; i++)
        {
            var (name, index) = Elements[i];
            if (name is not null)
            {
                if (value.Type != AttributeType.M || !value.Map.TryGetValue(name, out value)) return null;
            }
            else
            {
                if (value.Type != AttributeType.L || index >= value.Elements.Count) return null;
                value = value.Elements[index];
            }
        }
        return value;
    }

    /// <summary>True for the same steps.</summary>
    public bool IsSame(DocumentPath other) => Elements.SequenceEqual(other.Elements);

    /// <summary>As DynamoDB shows it in messages: <c>[metadata, tags, [0]]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Elements)}]";
}

using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>
/// The parts of an item a caller wants. Kept as a tree of steps; a step without further ones keeps all below it. Elements
/// of a list keep their order and close up.
/// </summary>
internal sealed class Projection
{
    private readonly Dictionary<string, Projection> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, Projection> _indexes = [];

    private Projection()
    {
    }

    /// <summary>Parses a projection expression: paths with commas between, none inside another.</summary>
    /// <exception cref="DynamoDbException">It is none.</exception>
    public static (Projection Projection, IReadOnlyList<DocumentPath> Paths) Parse(string text, ExpressionScope scope)
    {
        var reader = new ExpressionReader("ProjectionExpression", text, scope);
        var paths = new List<DocumentPath>();
        do
        {
            var path = reader.ReadPath();
            foreach (var other in paths) CheckPair(reader.Problems, other, path);
            paths.Add(path);
        }
        while (reader.TryTake(TokenKind.Comma));
        reader.Finish();
        var root = new Projection();
        foreach (var path in paths) root.Add(path.Elements);
        return (root, paths);
    }

    /// <summary>What is left of an item.</summary>
    public AttributeMap Apply(AttributeMap map)
    {
        var kept = new AttributeMap(_names.Count);
        foreach (var (name, below) in _names)
        {
            if (map.TryGetValue(name, out var value) && below.Apply(value) is { } part) kept.Add(name, part);
        }
        return kept;
    }

    private AttributeValue? Apply(AttributeValue value)
    {
        if (_names.Count > 0)
        {
            if (value.Type != AttributeType.M) return null;
            var map = Apply(value.Map);
            return map.Count == 0 ? null : AttributeValue.Of(map);
        }
        if (_indexes.Count == 0) return value;
        if (value.Type != AttributeType.L) return null;
        var kept = new List<AttributeValue>();
        foreach (var (index, below) in _indexes)
        {
            if (index < value.Elements.Count && below.Apply(value.Elements[index]) is { } part) kept.Add(part);
        }
        return kept.Count == 0 ? null : AttributeValue.Of(kept);
    }

    private void Add(IReadOnlyList<PathElement> elements)
    {
        var at = this;
        foreach (var (name, index) in elements)
        {
            Projection? next;
            if (name is not null)
            {
                if (!at._names.TryGetValue(name, out next)) at._names[name] = next = new Projection();
            }
            else if (!at._indexes.TryGetValue(index, out next))
            {
                at._indexes[index] = next = new Projection();
            }
            at = next;
        }
    }

    private static void CheckPair(ExpressionProblems problems, DocumentPath one, DocumentPath two)
    {
        var places = $"must remove or rewrite one of these paths; path one: {one}, path two: {two}";
        for (var i = 0; i < one.Elements.Count && i < two.Elements.Count; i++)
        {
            if (one.Elements[i] == two.Elements[i]) continue;
            if (one.Elements[i].Name is null != two.Elements[i].Name is null)
            {
                problems.Add(ProblemKind.PathConflict, "Two document paths conflict with each other; " + places);
            }
            return;
        }
        problems.Add(ProblemKind.PathOverlap, "Two document paths overlap with each other; " + places);
    }
}

namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>A step of a document path: into a map by name, or into a list by index.</summary>
/// <param name="Name">The attribute's name; null for an index.</param>
/// <param name="Index">The index; -1 for a name.</param>
internal readonly record struct PathElement(string? Name, int Index)
{
    /// <summary>As DynamoDB shows it in messages: <c>name</c> or <c>[0]</c>.</summary>
    public override string ToString() => Name ?? $"[{Index}]";
}

namespace SesMailEngine.Server.AwsApi.DynamoDb.Schema;

/// <summary>The key of a table or index.</summary>
/// <param name="Hash">The partition key.</param>
/// <param name="Range">The sort key; null for none.</param>
internal sealed record KeySchema(KeyAttribute Hash, KeyAttribute? Range = null)
{
    /// <summary>The key attributes, partition key first.</summary>
    public IReadOnlyList<KeyAttribute> Attributes { get; } = Range is null ? [Hash] : [Hash, Range];
}

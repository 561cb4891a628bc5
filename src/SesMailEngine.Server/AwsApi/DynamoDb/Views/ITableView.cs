using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>A table as items. Fewer items than asked for means that the walk is at its end.</summary>
internal interface ITableView
{
    /// <summary>Its name, key and indexes.</summary>
    TableSchema Schema { get; }

    /// <summary>The item of a key; null for none.</summary>
    Task<AttributeMap?> GetAsync(AttributeMap key, CancellationToken cancellationToken);

    /// <summary>The next items of a query after <paramref name="after"/>, an item or start key.</summary>
    Task<IReadOnlyList<AttributeMap>> QueryAsync(
        KeyQuery query, AttributeMap? after, int limit, CancellationToken cancellationToken);

    /// <summary>The next items of the whole table.</summary>
    Task<IReadOnlyList<AttributeMap>> ScanAsync(AttributeMap? after, int limit, CancellationToken cancellationToken);

    /// <summary>About how many items there are.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);
}

using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>The suppression table, the one callers may write to.</summary>
internal sealed class SuppressionView(ITables tables, ResourceNames names, TimeProvider clock) : IWritableTableView
{
    /// <inheritdoc/>
    public TableSchema Schema { get; } = TableSchema.Suppression(names);

    /// <inheritdoc/>
    public async Task<AttributeMap?> GetAsync(AttributeMap key, CancellationToken cancellationToken)
    {
        var entry = await tables.GetSuppressionAsync(key["email"].Text, cancellationToken);
        return entry is null ? null : SuppressionItem.From(entry);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AttributeMap>> QueryAsync(
        KeyQuery query, AttributeMap? after, int limit, CancellationToken cancellationToken)
    {
        if (query.Index is null)
        {
            if (after is not null) return [];
            var item = await GetAsync(new AttributeMap { { "email", query.Hash } }, cancellationToken);
            return item is null ? [] : [item];
        }
        // The index holds three partitions; the store need not know of others.
        if (!SuppressionReasons.TryParseType(query.Hash.Text, out _)) return [];
        var entries = await tables.QuerySuppressionAsync(
            query.ToIndexRange(), query.ToCursor(after, Schema.Key.Hash), limit, cancellationToken);
        return [.. entries.Select(SuppressionItem.From)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AttributeMap>> ScanAsync(
        AttributeMap? after, int limit, CancellationToken cancellationToken)
    {
        var entries = await tables.ScanSuppressionAsync(after?["email"].Text, limit, cancellationToken);
        return [.. entries.Select(SuppressionItem.From)];
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken) =>
        (await tables.CountRowsAsync(cancellationToken)).Suppression;

    /// <inheritdoc/>
    public Task PutAsync(AttributeMap item, AttributeMap? old, CancellationToken cancellationToken) =>
        tables.PutSuppressionAsync(SuppressionItem.Read(item, clock.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(AttributeMap key, CancellationToken cancellationToken) =>
        tables.DeleteSuppressionAsync(key["email"].Text, cancellationToken);

    /// <inheritdoc/>
    public void Check(AttributeMap item) => SuppressionItem.Read(item, clock.GetUtcNow());
}

using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>The daily counters: one item a day, in shard 0, for this host has one writer. They can be corrected, not removed.</summary>
internal sealed class DailyStatsView(ITables tables, ResourceNames names) : IWritableTableView
{
    /// <inheritdoc/>
    public TableSchema Schema { get; } = TableSchema.DailyStats(names);

    /// <inheritdoc/>
    public async Task<AttributeMap?> GetAsync(AttributeMap key, CancellationToken cancellationToken)
    {
        if (!key["shard"].Number.Equals(default)) return null;
        var items = await ListAsync(cancellationToken);
        return items.FirstOrDefault(item => item["statDate"].Text == key["statDate"].Text);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AttributeMap>> QueryAsync(
        KeyQuery query, AttributeMap? after, int limit, CancellationToken cancellationToken)
    {
        if (after is not null) return [];
        var items = await ListAsync(cancellationToken);
        return [.. items.Where(item =>
            item["statDate"].Text == query.Hash.Text && (query.Range?.Accepts(item["shard"]) ?? true))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AttributeMap>> ScanAsync(
        AttributeMap? after, int limit, CancellationToken cancellationToken)
    {
        var items = await ListAsync(cancellationToken);
        var start = after?["statDate"].Text;
        return [.. items.Where(item => start is null || string.CompareOrdinal(item["statDate"].Text, start) > 0).Take(limit)];
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken) =>
        (await tables.CountRowsAsync(cancellationToken)).DailyStats;

    /// <inheritdoc/>
    public void Check(AttributeMap item) => DailyStatsItem.Read(item);

    // Added, not set: what the engine counted since the old item was read stays.
    /// <inheritdoc/>
    public Task PutAsync(AttributeMap item, AttributeMap? old, CancellationToken cancellationToken) => tables.AddDailyCountsAsync(
        item["statDate"].Text, DailyStatsItem.Read(item) - (old is null ? default : DailyStatsItem.Read(old)), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(AttributeMap key, CancellationToken cancellationToken) => throw DynamoDbException.AccessDenied(
        $"Not authorized to perform dynamodb:DeleteItem on {Schema.Arn}: counters can be corrected, but not removed.");

    // One row a day of the retention: a few hundred at most.
    private async Task<IReadOnlyList<AttributeMap>> ListAsync(CancellationToken cancellationToken)
    {
        var days = await tables.ListDailyCountsAsync(cancellationToken);
        return [.. days.Select(day => DailyStatsItem.From(day.Key, day.Value))];
    }
}

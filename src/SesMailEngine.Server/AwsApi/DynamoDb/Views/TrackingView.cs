using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;
using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Views;

/// <summary>The tracking table. Expired records are among its items; who reads skips them.</summary>
internal sealed class TrackingView(ITables tables, ResourceNames names) : ITableView
{
    /// <inheritdoc/>
    public TableSchema Schema { get; } = TableSchema.Tracking(names);

    /// <inheritdoc/>
    public async Task<AttributeMap?> GetAsync(AttributeMap key, CancellationToken cancellationToken)
    {
        var record = await tables.GetRecordAsync(key["emailId"].Text, cancellationToken);
        return record is null ? null : TrackingItem.From(record);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AttributeMap>> QueryAsync(
        KeyQuery query, AttributeMap? after, int limit, CancellationToken cancellationToken)
    {
        if (query.Index is null)
        {
            if (after is not null) return [];
            var item = await GetAsync(new AttributeMap { { "emailId", query.Hash } }, cancellationToken);
            return item is null ? [] : [item];
        }
        var records = await tables.QueryRecordsAsync(
            Index(query.Index), query.ToIndexRange(), query.ToCursor(after, Schema.Key.Hash), limit, cancellationToken);
        return [.. records.Select(TrackingItem.From)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AttributeMap>> ScanAsync(
        AttributeMap? after, int limit, CancellationToken cancellationToken)
    {
        var records = await tables.ScanRecordsAsync(after?["emailId"].Text, limit, cancellationToken);
        return [.. records.Select(TrackingItem.From)];
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken) =>
        (await tables.CountRowsAsync(cancellationToken)).Tracking;

    private static TrackingIndex Index(IndexSchema index) => index.Name switch
    {
        TableSchema.ToEmailIndex => TrackingIndex.ToEmail,
        TableSchema.DatePartitionIndex => TrackingIndex.DatePartition,
        TableSchema.OriginalEmailIdIndex => TrackingIndex.OriginalEmailId,
        _ => TrackingIndex.SesMessageId,
    };
}

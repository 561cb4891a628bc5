using SesMailEngine.Server.AwsApi.DynamoDb.Schema;
using SesMailEngine.Server.AwsApi.DynamoDb.Values;

namespace SesMailEngine.Server.AwsApi.DynamoDb.Requests;

/// <summary>
/// Walks a table or index until a page is full: the caller's limit, or 1 MB of items by DynamoDB's count, whichever comes
/// first. Reads in batches sized by what it has seen, so that it never holds much more than the page.
/// </summary>
internal sealed class PageReader
{
    private const int MaxBytes = 1024 * 1024;
    private const int FirstBatch = 32;
    private const int LargestBatch = 512;

    // A page ends after so many rows that are not the caller's (expired ones, other segments'), so that no call runs long.
    private const int MaxSkipped = 20_000;

    private readonly PageRequest _request;
    private readonly string? _ttl;
    private readonly long _now;
    private readonly Func<AttributeMap, bool> _isMine;
    private long _skippedBytes;
    private int _skipped;

    /// <summary>Makes a reader.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="table">The table.</param>
    /// <param name="now">The time by which records are expired.</param>
    /// <param name="isMine">True for the items of the walk; others are passed over in silence.</param>
    public PageReader(PageRequest request, TableSchema table, DateTimeOffset now, Func<AttributeMap, bool> isMine)
    {
        (_request, _ttl, _now, _isMine) = (request, table.TtlAttribute, now.ToUnixTimeSeconds(), isMine);
    }

    /// <summary>The items of the page, as the caller wants them.</summary>
    public List<AttributeMap> Items { get; } = [];

    /// <summary>Items that passed the filter.</summary>
    public int Count { get; private set; }

    /// <summary>Items evaluated.</summary>
    public int ScannedCount { get; private set; }

    /// <summary>Bytes evaluated, by DynamoDB's count.</summary>
    public long Bytes { get; private set; }

    /// <summary>The last item of a page that is not the last; null at the end.</summary>
    public AttributeMap? Last { get; private set; }

    /// <summary>True when an item's time has passed.</summary>
    public static bool IsExpired(AttributeMap item, string? ttlAttribute, long now) =>
        ttlAttribute is not null && item.TryGetValue(ttlAttribute, out var ttl) && ttl.Type == AttributeType.N &&
        ttl.Number.CompareTo(DynamoNumber.From(now)) < 0;

    /// <summary>Fills the page from <paramref name="next"/>, which gives the items after one, at most so many.</summary>
    public async Task ReadAsync(
        Func<AttributeMap?, int, CancellationToken, Task<IReadOnlyList<AttributeMap>>> next, CancellationToken cancellationToken)
    {
        var after = _request.StartKey;
        while (true)
        {
            var size = NextBatch();
            var batch = await next(after, size, cancellationToken);
            foreach (var item in batch)
            {
                after = item;
                if (!Take(item)) continue;
                Last = item;
                return;
            }
            if (batch.Count < size) return;
        }
    }

    // True when the page ends with this item.
    private bool Take(AttributeMap item)
    {
        var bytes = ItemSize.Of(item);
        if (IsExpired(item, _ttl, _now) || !_isMine(item))
        {
            _skippedBytes += bytes;
            return ++_skipped >= MaxSkipped || _skippedBytes >= 16 * MaxBytes;
        }
        ScannedCount++;
        Bytes += bytes;
        if (_request.Filter?.Condition.Holds(item) ?? true)
        {
            Count++;
            if (!_request.CountOnly) Items.Add(_request.Projection?.Apply(item) ?? item);
        }
        return ScannedCount == _request.Limit || Bytes >= MaxBytes;
    }

    private int NextBatch()
    {
        var seen = ScannedCount + _skipped;
        var batch = FirstBatch;
        if (seen > 0)
        {
            var average = Math.Max(1, (Bytes + _skippedBytes) / seen);
            batch = (int)Math.Clamp((MaxBytes - Bytes) / average, 1, LargestBatch);
        }
        // No more than the limit asks for; but where rows are skipped, larger steps, or a small limit would take many.
        return _request.Limit is { } limit ? Math.Min(batch, limit - ScannedCount + _skipped) : batch;
    }

    /// <summary>The share of a segment: the same key is always in the same one.</summary>
    public static int SegmentOf(AttributeMap item, KeySchema key, int totalSegments)
    {
        // FNV-1a: stable between calls and processes, which string.GetHashCode is not.
        var hash = 2166136261u;
        var text = item[key.Hash.Name].Type == AttributeType.S
            ? item[key.Hash.Name].Text
            : item[key.Hash.Name].Number.ToString();
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return (int)(hash % (uint)totalSegments);
    }
}

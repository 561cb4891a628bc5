using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>
/// Deletes the expired among the next rows. The result is the last row looked at and how many went; 0 rows looked at is the end.
/// </summary>
internal sealed class ExpiryItem(RecordTable records, long after, long now, int limit) : WriteItem<ExpiryResult>
{
    /// <inheritdoc/>
    public override void Run() => Result = records.RemoveExpired(after, now, limit);
}

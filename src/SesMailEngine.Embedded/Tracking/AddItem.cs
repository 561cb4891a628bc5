using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>Writes a record unless there is one.</summary>
internal sealed class AddItem(RecordTable records, TrackingRecord record, TimeProvider clock) : WriteItem<bool>
{
    /// <inheritdoc/>
    public override void Run()
    {
        Result = records.FindLiving(record.EmailId, clock) is null;
        if (Result) records.Add(record);
    }
}

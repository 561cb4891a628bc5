using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>Applies a change to a record.</summary>
internal sealed class ApplyItem(RecordTable records, string emailId, RecordChange change, TimeProvider clock)
    : WriteItem<ChangeResult>
{
    /// <inheritdoc/>
    public override void Run()
    {
        if (records.FindLiving(emailId, clock) is not { } before)
        {
            Result = new(null, null);
            return;
        }
        var after = before.Apply(change);
        if (!ReferenceEquals(before, after)) records.Replace(before, after);
        Result = new(before, after);
    }
}

using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>
/// Claims a mail. One thread runs all claims one after the other: of any number at once one wins. One process at a time has
/// the data folder, so a claim made before this one opened it belongs to a sender that is dead, and holds no longer.
/// </summary>
internal sealed class ClaimItem(
    RecordTable records, TrackingRecord record, TimeSpan lifetime, DateTimeOffset openedAt, TimeProvider clock)
    : WriteItem<ClaimResult>
{
    /// <inheritdoc/>
    public override void Run()
    {
        if (records.FindLiving(record.EmailId, clock) is not { } existing)
        {
            records.Add(record);
            Result = new(ClaimOutcome.Claimed, null);
            return;
        }
        // The time the caller noted as the claim's: it names that time again when it gives the claim up.
        var now = record.ClaimedAt ?? clock.GetUtcNow().ToMilliseconds();
        var outcome = ClaimResult.Judge(existing, now, existing.ClaimedAt < openedAt ? TimeSpan.Zero : lifetime);
        if (outcome == ClaimOutcome.Claimed) records.Replace(existing, existing.TakeOver(now));
        Result = new(outcome, existing);
    }
}

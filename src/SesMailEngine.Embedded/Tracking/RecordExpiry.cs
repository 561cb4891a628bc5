using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>
/// Deletes expired records in the background, a few hundred rows at a time so that no commit is held up. Rows arrive in
/// about the order in which they expire: each round clears the head of the table, then looks at one further part of it, so
/// that after a change of the retention everything is seen within hours. Reads skip what has expired anyway.
/// </summary>
internal sealed class RecordExpiry(GroupWriter writer, RecordTable records, TimeProvider clock)
{
    private const int RowsAStep = 500;

    private long _swept;

    /// <summary>One round: all that has expired at the head, and one step of the sweep.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            ExpiryResult head;
            do head = await StepAsync(0, cancellationToken);
            while (head.Removed == RowsAStep);
            var sweep = await StepAsync(Math.Max(_swept, head.LastSequence), cancellationToken);
            _swept = sweep.Looked < RowsAStep ? 0 : sweep.LastSequence;
        }
        catch (PortException error) when (error.IsTransient)
        {
            // The disk's trouble is told to those who wait for a write; the next round tries again.
        }
    }

    private Task<ExpiryResult> StepAsync(long after, CancellationToken cancellationToken) =>
        writer.RunAsync(new ExpiryItem(records, after, clock.GetUtcNow().ToUnixTimeSeconds(), RowsAStep), cancellationToken);
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>
/// The daily counters beside the records they are derived from: for proving that they agree. Throws <see cref="PortException"/> when the
/// tables do not answer.
/// </summary>
public interface ICounterBooks
{
    /// <summary>The counters of each UTC day (<c>YYYY-MM-DD</c>) that has any, in order of the day.</summary>
    Task<IReadOnlyList<KeyValuePair<string, DailyCounts>>> ListDaysAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Every tracking record there is, in no order, with the facts that are counted and no others. Reads the whole table: on AWS that costs
    /// half a read unit for each 4 KB of it.
    /// </summary>
    IAsyncEnumerable<TrackingRecord> ReadRecordsAsync(CancellationToken cancellationToken);

    /// <summary>Adds to the counters of a day, once; what the engine counts meanwhile is kept.</summary>
    Task CorrectAsync(string day, DailyCounts added, CancellationToken cancellationToken);
}

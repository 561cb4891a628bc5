using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>
/// Looks mails up for people. One mail by its id is <see cref="ITrackingStore.GetAsync"/>. Throws <see cref="PortException"/> when the
/// store does not answer, and with error name <see cref="InvalidToken"/> for a token that is none of its own.
/// </summary>
public interface IMailReader
{
    /// <summary>The error name of a token that was made up, or belongs to another query.</summary>
    const string InvalidToken = "InvalidToken";

    /// <summary>The most records a page holds.</summary>
    const int MaxPage = 100;

    /// <summary>
    /// The mails a query asks for, newest first. The work a page costs is bounded: when few mails fit, a page may be short, even
    /// empty, and still have <see cref="MailPage.Next"/>.
    /// </summary>
    /// <param name="query">What to look for.</param>
    /// <param name="after">The token of the page before; null for the first.</param>
    /// <param name="limit">The most records, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<MailPage> FindAsync(MailQuery query, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>All attempts at one mail, the first one first: at most ten.</summary>
    /// <param name="originalEmailId">The first attempt's id (<see cref="TrackingRecord.OriginalEmailId"/>).</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<TrackingRecord>> ListAttemptsAsync(string originalEmailId, CancellationToken cancellationToken);
}

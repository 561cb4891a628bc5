using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>
/// Looks through the suppression list. One address is <see cref="ISuppressionStore.GetAsync"/>. Throws <see cref="PortException"/> when
/// the store does not answer, and with error name <see cref="IMailReader.InvalidToken"/> for a token that is none of its own.
/// </summary>
public interface ISuppressionReader
{
    /// <summary>The most entries a page holds.</summary>
    const int MaxPage = 100;

    /// <summary>
    /// The entries of a type, newest first; without a type in an order that stays the same while the list does. The work a page
    /// costs is bounded: a page may be short and still have <see cref="SuppressionPage.Next"/>.
    /// </summary>
    /// <param name="prefix">How the address begins, lower case; null for all.</param>
    /// <param name="type">The type; null for all.</param>
    /// <param name="after">The token of the page before; null for the first.</param>
    /// <param name="limit">The most entries, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<SuppressionPage> FindAsync(
        string? prefix, SuppressionType? type, string? after, int limit, CancellationToken cancellationToken);
}

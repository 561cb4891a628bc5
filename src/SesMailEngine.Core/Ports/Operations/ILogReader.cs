namespace SesMailEngine.Core.Ports.Operations;

/// <summary>
/// Reads the functions' logs. Addresses are masked in them. Throws <see cref="PortException"/> when the service does not answer, and with
/// error name <see cref="IMailReader.InvalidToken"/> for a token that is none of its own.
/// </summary>
public interface ILogReader
{
    /// <summary>The most lines a page holds.</summary>
    const int MaxPage = 1000;

    /// <summary>
    /// Lines, the oldest first. The work a page costs is bounded: a page may be short, even empty, and still have
    /// <see cref="LogReading.Next"/>.
    /// </summary>
    /// <param name="filter">Which lines.</param>
    /// <param name="after">The token of the page before; null for the first.</param>
    /// <param name="limit">The most lines, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<LogReading> FindAsync(LogFilter filter, string? after, int limit, CancellationToken cancellationToken);
}

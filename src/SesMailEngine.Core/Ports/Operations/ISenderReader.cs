namespace SesMailEngine.Core.Ports.Operations;

/// <summary>Tells whether SES lets this account send. Throws <see cref="PortException"/> when SES does not answer.</summary>
public interface ISenderReader
{
    /// <summary>The account's standing.</summary>
    Task<SenderStanding> GetAsync(CancellationToken cancellationToken);

    /// <summary>An address or domain as SES knows it; null when it does not.</summary>
    /// <param name="identity">An address, or a domain.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<SenderIdentity?> FindAsync(string identity, CancellationToken cancellationToken);
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports;

/// <summary>
/// The suppression list. A store that does not answer throws <see cref="PortException"/>; it never says "not suppressed".
/// </summary>
public interface ISuppressionStore
{
    /// <summary>The entry of an address (comparison key); null when mail may flow.</summary>
    Task<SuppressionEntry?> GetAsync(string email, CancellationToken cancellationToken);

    /// <summary>Adds or replaces an entry; a complaint is never replaced by another kind. True when it was written.</summary>
    Task<bool> AddAsync(SuppressionEntry entry, CancellationToken cancellationToken);
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports.Operations;

/// <summary>
/// Changes the suppression list by hand; adding is <see cref="ISuppressionStore.AddAsync"/>. Throws <see cref="PortException"/> when the
/// store does not answer.
/// </summary>
public interface ISuppressionEditor
{
    /// <summary>
    /// Takes an address off the list, so that mail flows again at once. The type is part of the order: an entry that became another
    /// one since it was looked at, a complaint for one, stays.
    /// </summary>
    /// <param name="email">The comparison key.</param>
    /// <param name="expected">The type the caller saw.</param>
    /// <param name="cancellationToken">Stops before the write; a write under way is finished.</param>
    /// <returns>True when it was taken off; false when there is no entry of that type.</returns>
    Task<bool> RemoveAsync(string email, SuppressionType expected, CancellationToken cancellationToken);
}

using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Ports;

/// <summary>Tells the account's sending limits. Throws <see cref="PortException"/> when it does not answer.</summary>
public interface ISendQuota
{
    /// <summary>The limits as of now.</summary>
    Task<SendQuota> GetAsync(CancellationToken cancellationToken);
}

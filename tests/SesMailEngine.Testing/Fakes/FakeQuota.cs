using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>Limits that a test sets; none at first.</summary>
public sealed class FakeQuota : ISendQuota
{
    /// <summary>Errors to throw, and call counts.</summary>
    public Faults Faults { get; } = new();

    /// <summary>What is answered.</summary>
    public SendQuota Value { get; set; } = new(0, 0, 0);

    /// <inheritdoc/>
    public Task<SendQuota> GetAsync(CancellationToken cancellationToken)
    {
        Faults.Check(nameof(GetAsync), cancellationToken);
        return Task.FromResult(Value);
    }
}

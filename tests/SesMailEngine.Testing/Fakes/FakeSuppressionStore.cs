using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Testing.Fakes;

/// <summary>The suppression list in memory.</summary>
public sealed class FakeSuppressionStore : ISuppressionStore
{
    private readonly Dictionary<string, SuppressionEntry> entries = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Errors to throw, and call counts.</summary>
    public Faults Faults { get; } = new();

    /// <summary>All entries, in the order of their addresses.</summary>
    public IReadOnlyList<SuppressionEntry> All
    {
        get { lock (gate) return [.. entries.Values.OrderBy(e => e.Email, StringComparer.Ordinal)]; }
    }

    /// <summary>Puts an entry as it is.</summary>
    public void Put(SuppressionEntry entry)
    {
        lock (gate) entries[entry.Email] = entry;
    }

    /// <summary>Removes an entry, as a person would.</summary>
    public void Remove(string email)
    {
        lock (gate) entries.Remove(email);
    }

    /// <inheritdoc/>
    public Task<SuppressionEntry?> GetAsync(string email, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(GetAsync), cancellationToken);
        lock (gate) return Task.FromResult(entries.GetValueOrDefault(email));
    }

    /// <inheritdoc/>
    public Task<bool> AddAsync(SuppressionEntry entry, CancellationToken cancellationToken)
    {
        Faults.Check(nameof(AddAsync), cancellationToken);
        lock (gate)
        {
            if (entry.Type != SuppressionType.Complaint
                && entries.GetValueOrDefault(entry.Email)?.Type == SuppressionType.Complaint)
            {
                return Task.FromResult(false);
            }
            entries[entry.Email] = entry;
            return Task.FromResult(true);
        }
    }
}

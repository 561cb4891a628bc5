using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Suppression;

/// <summary>The suppression list in the data file, with a filter in memory for the common answer.</summary>
internal sealed class SuppressionStore : ISuppressionStore
{
    private readonly Store _store;
    private readonly Statement _select;
    private readonly Statement _replace;
    private readonly Statement _delete;
    private readonly AddressFilter _filter;
    private long _count;

    /// <summary>Prepares the statements and fills the filter.</summary>
    public SuppressionStore(Store store)
    {
        _store = store;
        var database = store.Writer.Database;
        _select = database.Prepare($"SELECT {SuppressionRows.Columns} FROM suppression WHERE email = ?1");
        _replace = database.Prepare("INSERT OR REPLACE INTO suppression VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _delete = database.Prepare("DELETE FROM suppression WHERE email = ?1");
        _count = database.Number("SELECT count(*) FROM suppression") ?? 0;
        _filter = new AddressFilter(Math.Max(262_144, _count * 2));
        var all = database.Prepare("SELECT email FROM suppression");
        while (all.Step()) _filter.Add(all.Text(0));
    }

    /// <summary>How many addresses are on the list.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <inheritdoc/>
    public Task<SuppressionEntry?> GetAsync(string email, CancellationToken cancellationToken) =>
        _filter.MayContain(email)
            ? _store.Readers.ReadAsync(SuppressionRows.Get, email, cancellationToken)
            : Task.FromResult<SuppressionEntry?>(null);

    /// <inheritdoc/>
    public Task<bool> AddAsync(SuppressionEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(entry, keepComplaint: true, cancellationToken);

    /// <summary>Writes an entry whatever was there.</summary>
    public Task PutAsync(SuppressionEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(entry, keepComplaint: false, cancellationToken);

    /// <summary>Removes an entry; what was there.</summary>
    public Task<SuppressionEntry?> DeleteAsync(string email, CancellationToken cancellationToken) =>
        _store.Writer.RunAsync(
            () =>
            {
                var there = Find(email);
                if (there is not null) _delete.Bind(1, email).Run();
                return there;
            },
            there => Interlocked.Add(ref _count, there is null ? 0 : -1), cancellationToken);

    /// <summary>Removes an entry if it is of a type; whether it did.</summary>
    public Task<bool> RemoveAsync(string email, SuppressionType expected, CancellationToken cancellationToken) =>
        _store.Writer.RunAsync(
            () =>
            {
                if (Find(email)?.Type != expected) return false;
                _delete.Bind(1, email).Run();
                return true;
            },
            removed => Interlocked.Add(ref _count, removed ? -1 : 0), cancellationToken);

    private async Task<bool> WriteAsync(SuppressionEntry entry, bool keepComplaint, CancellationToken cancellationToken)
    {
        var isNew = await _store.Writer.RunAsync(
            () =>
            {
                var there = Find(entry.Email);
                if (keepComplaint && there?.Type == SuppressionType.Complaint && entry.Type != SuppressionType.Complaint)
                {
                    return (bool?)null;
                }
                // Before the commit: whoever asks after it must be sent to the file.
                _filter.Add(entry.Email);
                _replace.Bind(1, entry.Email).Bind(2, entry.Type.ToWireName()).Bind(3, entry.Reason)
                    .Bind(4, entry.AddedAt.ToUnixTimeMilliseconds()).Bind(5, entry.EmailId).Bind(6, entry.BounceSubType)
                    .Bind(7, entry.DiagnosticCode).Run();
                return there is null;
            },
            added => Interlocked.Add(ref _count, added == true ? 1 : 0), cancellationToken);
        return isNew is not null;
    }

    private SuppressionEntry? Find(string email)
    {
        SuppressionEntry? entry = null;
        if (_select.Bind(1, email).Step())
        {
            entry = SuppressionRows.Read(_select);
            _select.Reset();
        }
        return entry;
    }
}

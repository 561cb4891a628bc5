using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports.Operations;
using SesMailEngine.Embedded.Sqlite;
using SesMailEngine.Embedded.Suppression;

namespace SesMailEngine.Embedded.Operations;

/// <summary>The suppression list for people.</summary>
/// <param name="store">The data file.</param>
/// <param name="list">The list.</param>
internal sealed class SuppressionLists(Store store, SuppressionStore list) : ISuppressionReader, ISuppressionEditor
{
    private const int RowsAPage = 20_000;

    /// <inheritdoc/>
    public async Task<SuppressionPage> FindAsync(
        string? prefix, SuppressionType? type, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ISuppressionReader.MaxPage);
        var question = $"{type}\n{prefix}";
        var place = PageMark.Read(question, after);
        var (entries, next) = await store.Readers.ReadAsync(
            static (reader, state) => state.type is { } wanted && state.prefix is null
                ? OfType(reader, wanted, state.place, state.limit)
                : ByAddress(reader, state.prefix ?? "", state.type, state.place, state.limit),
            (prefix, type, place, limit), cancellationToken);
        return new SuppressionPage(entries, next is null ? null : PageMark.Of(question, next));
    }

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string email, SuppressionType expected, CancellationToken cancellationToken) =>
        list.RemoveAsync(email, expected, cancellationToken);

    private static (IReadOnlyList<SuppressionEntry> Entries, string? Next) OfType(Reader reader, SuppressionType type, string? place, int limit)
    {
        var (at, email) = place?.Split(' ', 2) is [var first, var rest]
            ? (long.Parse(first, CultureInfo.InvariantCulture), rest) : (long.MaxValue, "");
        var entries = SuppressionRows.All(reader.Prepare($"""
            SELECT {SuppressionRows.Columns} FROM suppression WHERE type = ?1 AND added_at <= ?2 AND (added_at < ?2 OR email > ?3)
            ORDER BY added_at DESC, email LIMIT ?4
            """).Bind(1, type.ToWireName()).Bind(2, at).Bind(3, email).Bind(4, limit));
        return (entries, entries.Count < limit ? null : string.Create(CultureInfo.InvariantCulture, $"{entries[^1].AddedAt.ToUnixTimeMilliseconds()} {entries[^1].Email}"));
    }

    private static (IReadOnlyList<SuppressionEntry> Entries, string? Next) ByAddress(
        Reader reader, string prefix, SuppressionType? type, string? place, int limit)
    {
        var statement = reader.Prepare($"SELECT {SuppressionRows.Columns} FROM suppression WHERE email > ?1 AND email >= ?2 ORDER BY email LIMIT ?3")
            .Bind(1, place ?? "").Bind(2, prefix).Bind(3, RowsAPage);
        var entries = new List<SuppressionEntry>();
        string? reached = null;
        var rows = 0;
        while (statement.Step())
        {
            var entry = SuppressionRows.Read(statement);
            if (!entry.Email.StartsWith(prefix, StringComparison.Ordinal))
            {
                statement.Reset();
                return (entries, null);
            }
            rows++;
            reached = entry.Email;
            if (type is null || entry.Type == type) entries.Add(entry);
            if (entries.Count < limit) continue;
            statement.Reset();
            return (entries, reached);
        }
        return (entries, rows < RowsAPage ? null : reached);
    }
}

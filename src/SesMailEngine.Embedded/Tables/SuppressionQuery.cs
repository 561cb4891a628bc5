using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;
using SesMailEngine.Embedded.Suppression;

namespace SesMailEngine.Embedded.Tables;

/// <summary>A page of <c>suppression-type-date-index</c>.</summary>
internal static class SuppressionQuery
{
    /// <summary>Reads a page.</summary>
    public static IReadOnlyList<SuppressionEntry> Run(Reader reader, IndexRange range, IndexCursor? after, int limit)
    {
        var (from, to) = SortKeyBounds.Of(range);
        (from, to, after) = SortKeyBounds.After(from, to, after, range.Forward);
        var (comes, order) = range.Forward ? (">", "ASC") : ("<", "DESC");
        var statement = reader.Prepare($"""
            SELECT {SuppressionRows.Columns} FROM suppression
            WHERE type = ?1 AND added_at BETWEEN ?2 AND ?3
              AND (?4 IS NULL OR added_at {comes} ?5 OR email {comes} ?4)
            ORDER BY added_at {order}, email {order} LIMIT ?6
            """);
        statement.Bind(1, range.Partition).Bind(2, from).Bind(3, to).Bind(4, after?.Key)
            .Bind(5, range.Forward ? from : to).Bind(6, limit);
        return SuppressionRows.All(statement);
    }
}

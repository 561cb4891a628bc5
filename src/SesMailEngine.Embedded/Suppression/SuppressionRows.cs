using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Suppression;

/// <summary>How an entry is read from its row.</summary>
internal static class SuppressionRows
{
    /// <summary>The columns <see cref="Read"/> expects.</summary>
    public const string Columns = "email, type, reason, added_at, email_id, bounce_sub_type, diagnostic_code";

    /// <summary>The entry of the row a statement stands on.</summary>
    public static SuppressionEntry Read(Statement row)
    {
        _ = SuppressionReasons.TryParseType(row.Text(1), out var type);
        return new()
        {
            Email = row.Text(0),
            Type = type,
            Reason = row.Text(2),
            AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.Long(3)),
            EmailId = row.TextOrNull(4),
            BounceSubType = row.TextOrNull(5),
            DiagnosticCode = row.TextOrNull(6),
        };
    }

    /// <summary>The entries of a statement.</summary>
    public static IReadOnlyList<SuppressionEntry> All(Statement statement)
    {
        var result = new List<SuppressionEntry>();
        while (statement.Step()) result.Add(Read(statement));
        return result;
    }

    /// <summary>The entry of an address.</summary>
    public static SuppressionEntry? Get(Reader reader, string email)
    {
        var statement = reader.Prepare($"SELECT {Columns} FROM suppression WHERE email = ?1").Bind(1, email);
        return statement.Step() ? Read(statement) : null;
    }
}

using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>The statements that read records, for the store and for the tables. Nothing here skips what has expired.</summary>
internal static class RecordReads
{
    /// <summary>The record of an id.</summary>
    public static TrackingRecord? Get(Reader reader, string emailId)
    {
        var statement = reader.Prepare($"SELECT {RecordRow.Columns} FROM record WHERE email_id = ?1").Bind(1, emailId);
        return statement.Step() ? RecordRow.Read(statement).Record : null;
    }

    /// <summary>The record of SES's message id.</summary>
    public static TrackingRecord? FindBySesMessageId(Reader reader, string sesMessageId)
    {
        var statement = reader.Prepare($"SELECT {RecordRow.Columns} FROM record WHERE ses_id = ?1 LIMIT 1");
        return statement.Bind(1, sesMessageId).Step() ? RecordRow.Read(statement).Record : null;
    }

    /// <summary>The records of a statement that selects <see cref="RecordRow.Columns"/>.</summary>
    public static IReadOnlyList<TrackingRecord> All(Statement statement)
    {
        var result = new List<TrackingRecord>();
        while (statement.Step()) result.Add(RecordRow.Read(statement).Record);
        return result;
    }
}

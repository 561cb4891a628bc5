using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.Tracking;

/// <summary>A record with the number of its row.</summary>
/// <param name="Sequence">The row.</param>
/// <param name="Record">The record.</param>
internal sealed record RecordRow(long Sequence, TrackingRecord Record)
{
    /// <summary>The columns <see cref="Read"/> expects first, in this order.</summary>
    public const string Columns = "seq, email_id, ts, ttl, to_email, original_id, ses_id, doc";

    /// <summary>Reads the row a statement stands on.</summary>
    public static RecordRow Read(Statement row)
    {
        var emailId = row.Text(1);
        var columns = new TrackingRecord
        {
            EmailId = emailId,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(row.Long(2)),
            Ttl = row.LongOrNull(3),
            ToEmail = row.Text(4),
            OriginalEmailId = row.TextOrNull(5) ?? emailId,
            SesMessageId = row.TextOrNull(6),
            Status = default,
            TemplateName = "",
            Source = "",
        };
        return new(row.Long(0), RecordDocument.Read(columns, row.Bytes(7)));
    }
}

namespace SesMailEngine.Embedded.Tables;

/// <summary>The ways to walk the tracking table; each index is ordered by <c>timestamp</c>, then <c>emailId</c>.</summary>
public enum TrackingIndex
{
    /// <summary><c>to-email-timestamp-index</c>.</summary>
    ToEmail,

    /// <summary><c>date-partition-index</c>.</summary>
    DatePartition,

    /// <summary><c>original-email-id-index</c>.</summary>
    OriginalEmailId,

    /// <summary><c>ses-message-id-index</c>, which has no sort key.</summary>
    SesMessageId,
}

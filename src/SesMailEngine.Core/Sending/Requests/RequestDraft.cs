using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>What could be read of a request that is not valid: enough for a tracking record.</summary>
/// <param name="EmailId">The caller's id, or one made because none came or it cannot be used.</param>
/// <param name="ToEmail">The recipient's comparison key; empty when there is none that could be read.</param>
/// <param name="TemplateName">The template asked for, cut to what a record may hold; empty for none.</param>
/// <param name="Source">The event's source.</param>
/// <param name="OriginalEmailId">The first attempt's id.</param>
/// <param name="RetryAttempt">0, or 1 for a retry.</param>
/// <param name="MetadataJson">The caller's metadata, if it is usable.</param>
internal sealed record RequestDraft(
    string EmailId, string ToEmail, string TemplateName, string Source, string OriginalEmailId, int RetryAttempt,
    string? MetadataJson)
{
    /// <summary>The same of a valid request.</summary>
    public static RequestDraft Of(EmailRequest request) => new(
        request.EmailId, request.To.ComparisonKey, request.TemplateName, request.Source, request.OriginalEmailId,
        request.RetryAttempt, request.MetadataJson);
}

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>What is known of a request before its detail is read.</summary>
/// <param name="Source">The event's source.</param>
/// <param name="MadeId">The id it gets when it brings none; a retry's own id.</param>
/// <param name="OriginalEmailId">For a retry the first mail's id; else null.</param>
/// <param name="RetryAttempt">0, or 1 for a retry.</param>
internal readonly record struct RequestOrigin(string Source, string MadeId, string? OriginalEmailId, int RetryAttempt);

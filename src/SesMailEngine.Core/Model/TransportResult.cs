namespace SesMailEngine.Core.Model;

/// <summary>What came of handing a mail to a transport. A value, not an exception: every case is expected.</summary>
/// <param name="Answer">How it ended.</param>
/// <param name="MessageId">SES's message id, when accepted.</param>
/// <param name="ErrorName">The service's error name, for example <c>MessageRejected</c>; or <c>Timeout</c>.</param>
/// <param name="ErrorMessage">The service's words.</param>
public sealed record TransportResult(
    TransportAnswer Answer, string? MessageId = null, string? ErrorName = null, string? ErrorMessage = null)
{
    /// <summary>An accepted mail.</summary>
    public static TransportResult Accepted(string messageId) => new(TransportAnswer.Accepted, messageId);
}

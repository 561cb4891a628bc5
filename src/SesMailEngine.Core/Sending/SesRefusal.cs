using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Sending;

/// <summary>
/// SES's error names in the catalogue's terms (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors).
/// </summary>
internal static class SesRefusal
{
    private const string MaximumRate = "Maximum sending rate exceeded";

    /// <summary>The failure of a mail that was refused for good.</summary>
    public static FailureFacts ForGood(TransportResult result) => Facts(ErrorTypes.SesRejected, result.ErrorName switch
    {
        "MailFromDomainNotVerified" or "MailFromDomainNotVerifiedException" => ErrorCodes.SesMailFrom,
        "ConfigurationSetDoesNotExist" or "ConfigurationSetDoesNotExistException" or "NotFoundException" =>
            ErrorCodes.SesConfigurationSet,
        "AccountSendingPaused" or "AccountSendingPausedException" or "SendingPausedException" or "AccountSuspendedException" =>
            ErrorCodes.SesPaused,
        _ => ErrorCodes.SesMessageRejected,
    });

    /// <summary>Why a mail was refused for now.</summary>
    public static FailureFacts ForNow(TransportResult result)
    {
        if (result.ErrorMessage?.Contains(MaximumRate, StringComparison.OrdinalIgnoreCase) == true)
        {
            return Facts(ErrorTypes.Throttled, ErrorCodes.SesMaximumRate);
        }
        return result.ErrorName switch
        {
            "Throttling" or "ThrottlingException" or "TooManyRequestsException" or "LimitExceededException"
                or "RequestThrottled" or "RequestThrottledException" => Facts(ErrorTypes.Throttled, ErrorCodes.SesThrottling),
            var name => Facts(ErrorTypes.Unavailable, ErrorCodes.SesUnavailable, name ?? "no answer"),
        };
    }

    private static FailureFacts Facts(string type, string code, params ReadOnlySpan<string> arguments) =>
        new(type, code, ErrorCatalogue.Format(code, arguments));
}

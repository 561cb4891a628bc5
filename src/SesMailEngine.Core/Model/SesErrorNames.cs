namespace SesMailEngine.Core.Model;

/// <summary>
/// What SES's error names mean for the mail, for every transport that speaks to SES
/// (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors, and the older API's names).
/// </summary>
public static class SesErrorNames
{
    /// <summary>
    /// <see cref="TransportAnswer.RefusedForGood"/> for the errors that stay, else <see cref="TransportAnswer.RefusedForNow"/>:
    /// an error nobody classified is tried again.
    /// </summary>
    public static TransportAnswer Classify(string? errorName) => errorName switch
    {
        "MessageRejected" or "MessageRejectedException" or "MailFromDomainNotVerified" or "MailFromDomainNotVerifiedException"
            or "ConfigurationSetDoesNotExist" or "ConfigurationSetDoesNotExistException" or "NotFoundException"
            or "AccountSendingPaused" or "AccountSendingPausedException" or "SendingPausedException"
            or "AccountSuspendedException" or "BadRequestException" => TransportAnswer.RefusedForGood,
        _ => TransportAnswer.RefusedForNow,
    };
}

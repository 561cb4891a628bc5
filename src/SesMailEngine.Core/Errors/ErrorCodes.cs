namespace SesMailEngine.Core.Errors;

/// <summary>The codes the engine itself uses, by what they mean. <see cref="ErrorCatalogue"/> says the rest.</summary>
public static class ErrorCodes
{
    /// <summary>The template's folder does not exist.</summary>
    public const string TemplateNotFound = "TMPL001";

    /// <summary>template.html is missing.</summary>
    public const string TemplateHtmlMissing = "TMPL002";

    /// <summary>template.txt is missing.</summary>
    public const string TemplateTextMissing = "TMPL003";

    /// <summary>metadata.json is missing.</summary>
    public const string TemplateMetadataMissing = "TMPL004";

    /// <summary>metadata.json cannot be used.</summary>
    public const string TemplateMetadataInvalid = "TMPL005";

    /// <summary>The request lacks variables the template requires.</summary>
    public const string RequiredVariablesMissing = "TMPL006";

    /// <summary>The template uses a variable that does not exist.</summary>
    public const string UndefinedVariable = "TMPL007";

    /// <summary>A file of the template is too large.</summary>
    public const string TemplateTooLarge = "TMPL008";

    /// <summary>The template's source cannot be parsed.</summary>
    public const string TemplateSyntax = "TMPL009";

    /// <summary>Rendering reached a limit.</summary>
    public const string RenderLimit = "TMPL010";

    /// <summary>Any other error while rendering.</summary>
    public const string RenderFailed = "TMPL011";

    /// <summary>Nobody named a sender.</summary>
    public const string NoSender = "SNDR001";

    /// <summary>Suppressed after a hard bounce.</summary>
    public const string SuppressedHardBounce = "SUPP001";

    /// <summary>Suppressed after soft bounces in a row.</summary>
    public const string SuppressedSoftBounces = "SUPP002";

    /// <summary>Suppressed after a complaint.</summary>
    public const string SuppressedComplaint = "SUPP003";

    /// <summary>Suppressed by a person.</summary>
    public const string SuppressedManual = "SUPP004";

    /// <summary>The bounce-rate guard is closed.</summary>
    public const string BounceRate = "RATE001";

    /// <summary>The bounce-rate guard is closed for a retry.</summary>
    public const string BounceRateOnRetry = "RATE002";

    /// <summary>SES rejected the message.</summary>
    public const string SesMessageRejected = "SES001";

    /// <summary>The MAIL FROM domain is not verified.</summary>
    public const string SesMailFrom = "SES002";

    /// <summary>The configuration set does not exist.</summary>
    public const string SesConfigurationSet = "SES003";

    /// <summary>The account may not send.</summary>
    public const string SesPaused = "SES004";

    /// <summary>SES throttles.</summary>
    public const string SesThrottling = "SES005";

    /// <summary>SES's sending rate is exceeded.</summary>
    public const string SesMaximumRate = "SES006";

    /// <summary>SES failed or did not answer.</summary>
    public const string SesUnavailable = "SES007";

    /// <summary>No recipient.</summary>
    public const string ToMissing = "VAL001";

    /// <summary>No template name.</summary>
    public const string TemplateNameMissing = "VAL002";

    /// <summary>Not an e-mail address.</summary>
    public const string AddressInvalid = "VAL003";

    /// <summary>Neither request nor template has a subject.</summary>
    public const string SubjectMissing = "VAL004";

    /// <summary>Any other malformed field.</summary>
    public const string FieldInvalid = "VAL005";

    /// <summary>The tables do not answer.</summary>
    public const string TableError = "AWS001";

    /// <summary>The template bucket denies access.</summary>
    public const string BucketError = "AWS002";

    /// <summary>The queue gave a request up.</summary>
    public const string GivenUp = "AWS003";

    /// <summary>The template bucket does not answer.</summary>
    public const string BucketAway = "AWS004";

    /// <summary>Feedback that cannot be parsed.</summary>
    public const string FeedbackUnreadable = "FBK001";

    /// <summary>Feedback of a kind nobody knows.</summary>
    public const string FeedbackTypeUnknown = "FBK002";

    /// <summary>The record could not be updated.</summary>
    public const string FeedbackUpdateFailed = "FBK003";

    /// <summary>The address could not be suppressed.</summary>
    public const string FeedbackSuppressionFailed = "FBK004";

    /// <summary>The retry could not be scheduled.</summary>
    public const string FeedbackRetryFailed = "FBK005";

    /// <summary>Feedback for a mail without a record.</summary>
    public const string FeedbackRecordNotFound = "FBK006";

    /// <summary>The bus did not take a status notification.</summary>
    public const string PublishRefused = "FBK007";

    /// <summary>A status notification could not be made or sent for another reason.</summary>
    public const string PublishFailed = "FBK008";

    /// <summary>There is no record to notify about.</summary>
    public const string PublishWithoutRecord = "FBK009";

    /// <summary>The seeder lacks a setting.</summary>
    public const string SeederSettingMissing = "SEED001";

    /// <summary>There are no starter templates.</summary>
    public const string SeederNothingFound = "SEED002";

    /// <summary>The seeder may not read its source.</summary>
    public const string SeederSourceDenied = "SEED003";

    /// <summary>The seeder may not write to the template bucket.</summary>
    public const string SeederDestinationDenied = "SEED004";
}

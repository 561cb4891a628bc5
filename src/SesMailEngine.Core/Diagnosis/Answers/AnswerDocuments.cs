using SesMailEngine.Core.Errors;

namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>Where each answer leads to read on. A test holds every one against the documents' headings.</summary>
public static class AnswerDocuments
{
    /// <summary>A mail that did not arrive.</summary>
    public const string NotArrived = "docs/TROUBLESHOOTING.md#a-mail-did-not-arrive";

    /// <summary>Templates.</summary>
    public const string Templates = "docs/TROUBLESHOOTING.md#template-errors";

    /// <summary>Sender and SES.</summary>
    public const string Sender = "docs/TROUBLESHOOTING.md#sender-and-ses";

    /// <summary>Suppression.</summary>
    public const string Suppression = "docs/TROUBLESHOOTING.md#suppressed-recipients";

    /// <summary>The bounce-rate guard.</summary>
    public const string BounceRate = "docs/BOUNCE_RATE_PROTECTION.md";

    /// <summary>Throttling.</summary>
    public const string Throttling = "docs/TROUBLESHOOTING.md#throttling--toomanyrequestsexception";

    /// <summary>Dead letters.</summary>
    public const string DeadLetters = "docs/TROUBLESHOOTING.md#dead-letters";

    /// <summary>Notifications.</summary>
    public const string Notifications = "docs/TROUBLESHOOTING.md#notifications-do-not-come";

    /// <summary>The seeder.</summary>
    public const string Seeder = "docs/TROUBLESHOOTING.md#the-template-seeder";

    /// <summary>Alarms.</summary>
    public const string Alarms = "docs/TROUBLESHOOTING.md#alarms";

    /// <summary>Installing, changing and removing a stack.</summary>
    public const string Installation = "docs/SETUP.md#when-it-fails";

    /// <summary>The request's fields.</summary>
    public const string Request = "docs/INTEGRATION.md#the-email-request";

    /// <summary>Where to begin.</summary>
    public const string Start = "docs/TROUBLESHOOTING.md#begin-here";

    /// <summary>All of them, for the test.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NotArrived, Templates, Sender, Suppression, BounceRate, Throttling, DeadLetters, Notifications, Seeder, Alarms, Installation,
        Request, Start,
    ];

    /// <summary>The page on an error.</summary>
    public static string Of(ErrorEntry entry) => entry.Code switch
    {
        ErrorCodes.SesThrottling or ErrorCodes.SesMaximumRate => Throttling,
        _ => entry.Category switch
        {
            "Templates" => Templates,
            "Sender" or "SES" => Sender,
            "Suppression" => Suppression,
            "Bounce rate" => BounceRate,
            "Validation" => Request,
            "AWS" => DeadLetters,
            "Template seeder" => Seeder,
            "Alarms" => Alarms,
            "Installation" => Installation,
            _ => $"docs/ai/ERROR_INDEX.md#{entry.Code.ToLowerInvariant()}",
        },
    };
}

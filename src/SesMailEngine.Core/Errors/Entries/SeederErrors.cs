using static SesMailEngine.Core.Errors.ErrorSeverity;

namespace SesMailEngine.Core.Errors.Entries;

internal static class SeederErrors
{
    private const string Category = "Template seeder";

    public static ErrorEntry[] All { get; } =
    [
        new(ErrorCodes.SeederSettingMissing, "ConfigurationError: missing setting '{name}'", Permanent, false, Category,
            "The seeder was started without a setting it needs.",
            "Update the stack so that the function gets its environment variables again.")
        { Aliases = ["ConfigurationError"] },
        new(ErrorCodes.SeederNothingFound, "No starter templates found", Permanent, false, Category,
            "The source of the starter templates is empty or is not there.",
            "Install the release again: its package contains the starter templates.")
        { Aliases = ["NoSuchBucket"] },
        new(ErrorCodes.SeederSourceDenied, "AccessDenied reading starter templates: {detail}", Permanent, false, Category,
            "The seeder may not read the starter templates.",
            "Give the seeder's role s3:GetObject and s3:ListBucket on their source."),
        new(ErrorCodes.SeederDestinationDenied, "AccessDenied writing template '{template}': {detail}", Permanent, false, Category,
            "The seeder may not write to the template bucket.",
            "Give the seeder's role s3:GetObject and s3:PutObject on the template bucket."),
    ];
}

using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Facts;
using SesMailEngine.Core.Errors;

namespace SesMailEngine.Core.Diagnosis.Trees;

/// <summary>What an installer's, CloudFormation's or the AWS client's words mean while a stack is made, changed or removed.</summary>
public static class InstallerTree
{
    private sealed record Sign(string Code, string[] Words, string Title, string What, string[] Steps);

    private static readonly Sign[] Signs =
    [
        new("BUCKET_TAKEN", ["Bucket already exists", "BucketAlreadyExists", "BucketAlreadyOwnedByYou"], "Bucket already exists",
            "Names of buckets are unique in the whole world, and somebody has this one: another account, or an earlier stack whose bucket was kept.",
            ["If the bucket is yours and was kept by an earlier uninstall, install again with the same stack name: the installer takes it up.",
                "Otherwise choose another stack name: the bucket's name comes from it."]),
        new("STACK_EXISTS", ["Stack already exists", "AlreadyExistsException", "already exists"], "Stack already exists",
            "There is a stack of this name in the account and region.",
            ["To change or renew it, upgrade it instead of installing.", "To have a second one, give another --stack-name.", "To begin anew, uninstall it first; tables and templates are kept unless you say otherwise."]),
        new("SENDER_UNVERIFIED", ["Email not verified", "is not verified in"], "Email not verified",
            "The sender's address, or its domain, is not verified in SES in this region.",
            ["Verify the sender's address or domain in SES (Identities, Create identity), in the region of the stack.", "Answer the mail AWS sends to the address, or publish the DNS records it shows.", "Run the installer again: it goes on from where it ended."]),
        new("CREATE_FAILED", ["CREATE_FAILED", "UPDATE_FAILED", "ROLLBACK_COMPLETE"], "CloudFormation could not make the stack",
            "A resource could not be made, and CloudFormation took everything back. The first failed event names the resource and the reason.",
            ["Read the first CREATE_FAILED or UPDATE_FAILED event of the stack: its reason is the cause, the later ones follow from it.", "Mend that, delete a stack that stands in ROLLBACK_COMPLETE, and install again."]),
        new("NO_CREDENTIALS", ["Unable to locate credentials", "NoCredentials", "ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch"], "AWS does not know who you are",
            "There are no AWS credentials, or AWS does not take them.",
            ["See who you are to AWS: 'aws sts get-caller-identity' shows an account id when the credentials work.", "If not, run 'aws configure' or 'aws sso login', or choose a profile with AWS_PROFILE."]),
        new("ACCESS_DENIED", ["Access Denied", "AccessDenied", "UnauthorizedOperation", "is not authorized to perform"], "Access Denied",
            "The credentials may not do what is needed. Installing makes roles, functions, queues and tables: that needs an administrator's rights.",
            ["Use the credentials of an administrator, or have the action the message names allowed for yours.", "If the message comes from a function's log and not from the installer, update the stack: that puts its rights in order."]),
    ];

    /// <summary>The explanation of a message of the installer; null when it is none. Messages of the engine itself are left to the catalogue.</summary>
    public static Finding? Match(string text, AnswerWords words)
    {
        // The catalogue's own words tell more: "S3 error …AccessDenied", "DELETE_FAILED".
        if (ErrorCatalogue.Match(text) is { } known && !IsVague(known)) return null;
        var sign = Signs.FirstOrDefault(s => s.Words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        return sign is null ? null : new Finding
        {
            Id = "install.failed",
            Code = sign.Code,
            Title = sign.Title,
            Severity = FindingSeverity.Problem,
            WhatHappened = sign.What,
            Steps = [.. sign.Steps.Select(step => new FixStep(step)), new("The installer's log, sesmailengine-install.log, has the whole story.")],
            Verify = words.Installer("outputs"),
            Document = AnswerDocuments.Installation,
        };
    }

    /// <summary>The steps for the catalogue's installer errors.</summary>
    internal static FixStep[] Steps(ErrorEntry entry, AnswerWords words) => entry.Code switch
    {
        "INST001" or "INST003" =>
        [
            new("Decide whether the templates are still wanted: the bucket holds them and their old versions."),
            new("To keep them, uninstall without --delete-bucket; the bucket stays."),
            new("To remove them for good, uninstall with --delete-bucket, which empties it first.", words.Installer("uninstall --delete-bucket")),
        ],
        _ => [new(entry.Fix), new("The installer's log, sesmailengine-install.log, and the stack's events have the whole story.")],
    };

    // Aliases so wide that the installer's own sign says more.
    private static bool IsVague(ErrorEntry entry) => entry.Code is "SES007" or "VAL005";
}

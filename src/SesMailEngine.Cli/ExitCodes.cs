using SesMailEngine.Aws.Deploy;

namespace SesMailEngine.Cli;

/// <summary>What the process's exit code says.</summary>
public static class ExitCodes
{
    /// <summary>It worked.</summary>
    public const int Success = 0;

    /// <summary>It worked, and the answer is bad: a mail failed, was not found, or the books do not balance.</summary>
    public const int Negative = 1;

    /// <summary>The command line, a setting or a file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Nothing answers at the endpoint, or it answered with an error.</summary>
    public const int Unavailable = 3;

    /// <summary>There are no AWS credentials, or AWS does not take them.</summary>
    public const int Credentials = 10;

    /// <summary>Access Denied: the credentials may not do what is needed.</summary>
    public const int AccessDenied = 11;

    /// <summary>Email not verified, or SES has paused the account.</summary>
    public const int SenderNotReady = 12;

    /// <summary>Stack already exists, or is in a state from which the command does not lead on.</summary>
    public const int StackExists = 13;

    /// <summary>Bucket already exists, and is not this account's in this region.</summary>
    public const int BucketTaken = 14;

    /// <summary>CREATE_FAILED or UPDATE_FAILED: a resource could not be made, and CloudFormation took everything back.</summary>
    public const int RolledBack = 15;

    /// <summary>DELETE_FAILED: a resource could not be deleted.</summary>
    public const int DeleteFailed = 16;

    /// <summary>It took too long; CloudFormation goes on.</summary>
    public const int TimedOut = 17;

    /// <summary>The stack is there, but its templates were not seeded or the test mail was not seen delivered.</summary>
    public const int NotVerified = 18;

    /// <summary>Ctrl-C: 128 and the signal's number, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>The code of what kept a deployment from its end.</summary>
    public static int Of(DeployFailure failure) => failure switch
    {
        DeployFailure.Credentials => Credentials,
        DeployFailure.AccessDenied => AccessDenied,
        DeployFailure.SenderNotReady => SenderNotReady,
        DeployFailure.StackExists or DeployFailure.StackState => StackExists,
        DeployFailure.StackMissing => Negative,
        DeployFailure.BucketTaken => BucketTaken,
        DeployFailure.RolledBack => RolledBack,
        DeployFailure.DeleteFailed => DeleteFailed,
        DeployFailure.TimedOut => TimedOut,
        DeployFailure.NotVerified => NotVerified,
        _ => Unavailable,
    };
}

namespace SesMailEngine.Aws.Deploy;

/// <summary>What kept an installation, an upgrade or an uninstallation from its end.</summary>
public enum DeployFailure
{
    /// <summary>A service said no for a reason of its own.</summary>
    Service,

    /// <summary>Nobody answered.</summary>
    Unreachable,

    /// <summary>There are no credentials, or AWS does not take them.</summary>
    Credentials,

    /// <summary>The credentials may not do what is needed.</summary>
    AccessDenied,

    /// <summary>The sender is not verified in the region, or SES has paused the account.</summary>
    SenderNotReady,

    /// <summary>A stack of the name is there.</summary>
    StackExists,

    /// <summary>There is no stack of the name.</summary>
    StackMissing,

    /// <summary>The stack is in a state from which this does not lead on, or is not one of this product's.</summary>
    StackState,

    /// <summary>A bucket of the name belongs to somebody else, or lies in another region.</summary>
    BucketTaken,

    /// <summary>CloudFormation could not make or change a resource, and took everything back.</summary>
    RolledBack,

    /// <summary>CloudFormation could not delete a resource.</summary>
    DeleteFailed,

    /// <summary>The wait was given up; CloudFormation goes on.</summary>
    TimedOut,

    /// <summary>The stack is there, and the test mail was not delivered or the templates not seeded.</summary>
    NotVerified,
}

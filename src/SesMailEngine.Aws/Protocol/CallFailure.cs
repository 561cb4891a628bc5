namespace SesMailEngine.Aws.Protocol;

/// <summary>How a call that brought no answer, or an error, is to be taken.</summary>
internal enum CallFailure
{
    /// <summary>The service said no, and will say it again: access denied, a wrong parameter, something that is not there.</summary>
    Refused,

    /// <summary>Nothing was done, and trying again can help: throttling, expired credentials, no connection.</summary>
    NotDone,

    /// <summary>Nobody knows whether it was done: a timeout, a broken connection, an internal error.</summary>
    Unknown,
}

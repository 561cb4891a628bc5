namespace SesMailEngine.Core.Errors;

/// <summary>What an error asks of whoever sees it.</summary>
public enum ErrorSeverity
{
    /// <summary>The request is consumed; trying the same again gives the same.</summary>
    Permanent,

    /// <summary>The engine tries again by itself.</summary>
    Retryable,

    /// <summary>Something did not work, and no mail is lost for it.</summary>
    Warning,

    /// <summary>An operator should look.</summary>
    Attention,

    /// <summary>The account's ability to send is at risk: act now.</summary>
    Critical,
}

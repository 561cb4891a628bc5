namespace SesMailEngine.Aws.Deploy;

/// <summary>An installation did not get to its end; says why and what to do about it.</summary>
/// <param name="failure">What kind it is.</param>
/// <param name="message">What happened.</param>
/// <param name="fix">What to do.</param>
/// <param name="innerException">The service's own words.</param>
public sealed class DeployException(DeployFailure failure, string message, string fix, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind it is.</summary>
    public DeployFailure Failure => failure;

    /// <summary>What to do about it.</summary>
    public string Fix => fix;

    /// <summary>The code of the error catalogue, where it has one.</summary>
    public string? ErrorCode { get; init; }
}

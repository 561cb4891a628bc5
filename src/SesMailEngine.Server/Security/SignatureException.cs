namespace SesMailEngine.Server.Security;

/// <summary>A signature was not accepted; the dispatcher words it in the protocol of the request.</summary>
/// <param name="problem">Which of the reasons.</param>
/// <param name="message">The text for the caller.</param>
internal sealed class SignatureException(SignatureProblem problem, string message) : Exception(message)
{
    /// <summary>Which of the reasons.</summary>
    public SignatureProblem Problem { get; } = problem;
}

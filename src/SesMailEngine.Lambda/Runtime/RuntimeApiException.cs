namespace SesMailEngine.Lambda.Runtime;

/// <summary>The Runtime API did not do what was asked.</summary>
internal sealed class RuntimeApiException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="statusCode">The API's HTTP status; 0 when it did not answer.</param>
    /// <param name="innerException">The cause, when it did not answer.</param>
    public RuntimeApiException(string message, int statusCode, Exception? innerException = null)
        : base(message, innerException) => StatusCode = statusCode;

    /// <summary>The HTTP status; 0 when the API did not answer.</summary>
    public int StatusCode { get; }

    /// <summary>
    /// True when the process has to end: nobody answers, or the API says that it is in a state it cannot leave (5xx).
    /// </summary>
    public bool IsFatal => StatusCode is 0 or >= 500;
}

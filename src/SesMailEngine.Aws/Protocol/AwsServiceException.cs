namespace SesMailEngine.Aws.Protocol;

/// <summary>A service answered with an error.</summary>
public sealed class AwsServiceException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">The service's error name, for example <c>ResourceNotFoundException</c>.</param>
    /// <param name="message">The service's words.</param>
    /// <param name="statusCode">The HTTP status; 0 when nobody answered.</param>
    /// <param name="innerException">The cause, when nobody answered.</param>
    public AwsServiceException(string code, string message, int statusCode, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        StatusCode = statusCode;
    }

    /// <summary>The service's error name.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; 0 when nobody answered.</summary>
    public int StatusCode { get; }

    /// <summary>True when the service itself gave the name; false when whatever answered said nothing a service of AWS would say.</summary>
    public bool HasName => StatusCode != 0 && Code != $"Http{StatusCode}";

    /// <summary>
    /// When nobody answered: true when the request may have been received all the same. False is certain: nothing left.
    /// </summary>
    public bool WentOut { get; init; }
}

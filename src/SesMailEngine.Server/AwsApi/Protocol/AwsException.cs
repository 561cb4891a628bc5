namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>A refusal in AWS's own terms; the dispatcher writes it in the protocol of the request.</summary>
/// <param name="code">The error's name, for example <c>ResourceNotFoundException</c>.</param>
/// <param name="message">The text for the caller, without address, body or secret.</param>
/// <param name="status">The HTTP status, 400 unless the service's documents say otherwise.</param>
internal sealed class AwsException(string code, string message, int status = 400) : Exception(message)
{
    /// <summary>The error's name.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The older name the query protocol uses, sent to newer clients as <c>x-amzn-query-error</c>; null when it is the same.</summary>
    public string? QueryCode { get; init; }

    /// <summary>Further members of the error body, for example <c>Key</c> with S3.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    /// <summary>The parameter <c>message</c> broke a constraint the service states.</summary>
    public static AwsException Validation(string message) => new("ValidationException", message);

    /// <summary>The name of a parameter this host does not have, when that is why; null otherwise. Logged once for each operation.</summary>
    public string? Unsupported { get; init; }

    /// <summary>The operation is here, but not with this parameter.</summary>
    /// <param name="name">The parameter, as the request names it.</param>
    public static AwsException UnsupportedParameter(string name) =>
        new("ValidationException", $"The parameter {Limit(name)} is not supported by this host.") { QueryCode = "ValidationError", Unsupported = name };

    /// <summary>The body is not what the protocol says: not JSON, or a member of the wrong type.</summary>
    public static AwsException Serialization(string message) => new("SerializationException", message);

    /// <summary>The body is larger than the service takes.</summary>
    public static AwsException TooLarge(int limit) =>
        new("RequestEntityTooLarge", $"The request body is larger than {limit} bytes.", 413);

    private static string Limit(string text) => text.Length <= 100 ? text : text[..100];
}

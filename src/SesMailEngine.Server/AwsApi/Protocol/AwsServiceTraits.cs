namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>What the dispatcher must know of a service to recognise its requests and to word its errors.</summary>
/// <param name="SigningName">The service name in the SigV4 credential scope, for example <c>sqs</c>.</param>
internal sealed record AwsServiceTraits(string SigningName)
{
    /// <summary>The part of <c>X-Amz-Target</c> before the dot, for example <c>AmazonSQS</c>; null when it has no JSON protocol.</summary>
    public string? TargetPrefix { get; init; }

    /// <summary>The API version in query requests, for example <c>2012-11-05</c>; null when it has no query protocol.</summary>
    public string? QueryVersion { get; init; }

    /// <summary>The namespace of query answers.</summary>
    public string XmlNamespace { get; init; } = "";

    /// <summary>What precedes the error's name in <c>__type</c>, for example <c>com.amazonaws.sqs#</c>.</summary>
    public string ErrorNamespace { get; init; } = "";

    /// <summary>The REST protocol the service falls back to when a request has neither target nor action.</summary>
    public AwsProtocol RestProtocol { get; init; } = AwsProtocol.RestJson;

    /// <summary>How paths of its REST protocol begin, for unsigned requests; empty for none.</summary>
    public IReadOnlyList<string> PathPrefixes { get; init; } = [];

    /// <summary>The member that holds an error's text in JSON: <c>message</c> or <c>Message</c>.</summary>
    public string ErrorMessageMember { get; init; } = "message";

    /// <summary>The name of the error for what nobody expected: <c>InternalFailure</c>, with S3 <c>InternalError</c>.</summary>
    public string InternalErrorCode { get; init; } = "InternalFailure";

    /// <summary>The largest body taken, in bytes, before and after decompression. A larger one is refused with 413.</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>True when the service reads <c>HttpRequest.Body</c> itself (s3); otherwise the body is in memory before it is called.</summary>
    public bool StreamsBody { get; init; }
}
